// SPDX-License-Identifier: Apache-2.0
import { toBase64 } from "./wire/base64.js";

export interface JsonLimits {
  readonly maxDepth: number;
  readonly maxNodes: number;
}

interface Walk extends JsonLimits {
  nodes: number;
  /** Objects on the path from the root, to see cycles. */
  readonly open: Set<object>;
}

/**
 * A deep, JSON-safe copy of any value. Total: cycles, BigInt, Dates, Errors, Maps, Sets, typed arrays, class instances,
 * throwing getters and proxies all become something that JSON can hold (contract faults F-D1 to F-D6).
 */
export function toJsonValue(value: unknown, limits: JsonLimits): unknown {
  return convert(value, { ...limits, nodes: 0, open: new Set() });
}

/** As toJsonValue, for metadata: anything but a plain object of values becomes an empty object. */
export function toJsonObject(value: unknown, limits: JsonLimits): Record<string, unknown> {
  const converted = typeof value === "object" && value !== null && !Array.isArray(value) ? toJsonValue(value, limits) : {};
  return typeof converted === "object" && converted !== null && !Array.isArray(converted) ? (converted as Record<string, unknown>) : {};
}

function convert(value: unknown, walk: Walk): unknown {
  switch (typeof value) {
    case "string":
      return value.toWellFormed();
    case "number":
      return Number.isFinite(value) ? value : null;
    case "boolean":
      return value;
    case "bigint":
      return value.toString();
    case "undefined":
    case "function":
    case "symbol":
      return undefined;
    default:
      return value === null ? null : convertObject(value as object, walk);
  }
}

function convertObject(value: object, walk: Walk): unknown {
  walk.nodes += 1;
  if (walk.open.has(value)) return "[Circular]";
  if (walk.open.size >= walk.maxDepth || walk.nodes > walk.maxNodes) return "[Truncated]";
  walk.open.add(value);
  try {
    return convertKnown(value, walk);
  } catch {
    return "[Unserializable]";
  } finally {
    walk.open.delete(value);
  }
}

function convertKnown(value: object, walk: Walk): unknown {
  if (Array.isArray(value)) return Array.from(value, (item) => convert(item, walk) ?? null);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Error) return { name: String(value.name), message: String(value.message) };
  if (value instanceof Map) return convertEntries([...value].map(([key, item]) => [String(key), item] as const), walk);
  if (value instanceof Set) return Array.from(value, (item) => convert(item, walk) ?? null);
  if (ArrayBuffer.isView(value)) return toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  if (value instanceof ArrayBuffer) return toBase64(new Uint8Array(value));
  const toJson: unknown = (value as { toJSON?: unknown }).toJSON;
  if (typeof toJson === "function") return convert(toJson.call(value), walk);
  return convertEntries(
    Object.keys(value).map((key) => [key, readProperty(value, key)] as const),
    walk,
  );
}

/** One getter that throws costs its own value, not the object. */
function readProperty(value: object, key: string): unknown {
  try {
    return (value as Record<string, unknown>)[key];
  } catch {
    return "[Unserializable]";
  }
}

/** Entries become own properties, also `__proto__`. */
function convertEntries(entries: readonly (readonly [string, unknown])[], walk: Walk): Record<string, unknown> {
  const pairs = entries.map(([key, item]) => [key.toWellFormed(), convert(item, walk)] as const);
  return Object.fromEntries(pairs.filter(([, item]) => item !== undefined));
}
