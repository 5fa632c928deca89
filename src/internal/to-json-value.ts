// SPDX-License-Identifier: Apache-2.0
import { JSON_MARK_CIRCULAR, JSON_MARK_TRUNCATED, JSON_MARK_UNSERIALIZABLE } from "../../generated/ts/json-marks.js";
import { isDictionary, isObject } from "./value-types.js";
import { toBase64 } from "./wire/base64.js";

export interface JsonLimits {
  readonly maxDepth: number;
  readonly maxNodes: number;
}

interface Walk extends JsonLimits {
  /** Values seen so far. */
  nodes: number;
  /** Objects on the path from the root, to see cycles. */
  readonly open: Set<object>;
}

/**
 * A deep, JSON-safe copy of any value. Total and bounded: cycles, BigInt, Dates, Errors, Maps, Sets, typed arrays, class
 * instances, throwing getters and proxies all become something that JSON can hold (contract F-D1 to F-D6). What JSON
 * leaves out (undefined, functions, symbols) is left out of objects and null in lists.
 */
export function toJsonValue(value: unknown, limits: JsonLimits): unknown {
  return convert(value, { ...limits, nodes: 0, open: new Set() });
}

/** As toJsonValue, for metadata: anything but an object of values becomes an empty object. */
export function toJsonObject(value: unknown, limits: JsonLimits): Record<string, unknown> {
  const converted = isObject(value) ? toJsonValue(value, limits) : undefined;
  return isDictionary(converted) ? converted : {};
}

function convert(value: unknown, walk: Walk): unknown {
  walk.nodes += 1;
  switch (typeof value) {
    case "string":
      return value.toWellFormed();
    case "number":
      return Number.isFinite(value) ? value : null;
    case "boolean":
      return value;
    case "bigint":
      return value.toString();
    case "object":
      return value === null ? null : convertObject(value, walk);
    default:
      return undefined;
  }
}

function convertObject(value: object, walk: Walk): unknown {
  if (walk.open.has(value)) return JSON_MARK_CIRCULAR;
  if (walk.open.size >= walk.maxDepth || walk.nodes > walk.maxNodes) return JSON_MARK_TRUNCATED;
  walk.open.add(value);
  try {
    return convertKnown(value, walk);
  } catch {
    return JSON_MARK_UNSERIALIZABLE;
  } finally {
    walk.open.delete(value);
  }
}

function convertKnown(value: object, walk: Walk): unknown {
  if (Array.isArray(value)) return convertList(arrayItems(value), walk);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Error) return convertEntries(errorEntries(value), walk);
  // The methods of the prototypes, as a subclass may iterate over anything, without an end.
  if (value instanceof Map) return convertEntries(Map.prototype.entries.call(value), walk);
  if (value instanceof Set) return convertList(Set.prototype.values.call(value), walk);
  if (ArrayBuffer.isView(value)) return toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  if (value instanceof ArrayBuffer) return toBase64(new Uint8Array(value));
  if (isBoxed(value)) return convert(value.valueOf(), walk);
  const toJson: unknown = (value as { toJSON?: unknown }).toJSON;
  return typeof toJson === "function" ? convert(toJson.call(value), walk) : convertEntries(ownEntries(value), walk);
}

function convertList(items: Iterable<unknown>, walk: Walk): unknown[] {
  const list: unknown[] = [];
  for (const item of items) {
    if (walk.nodes >= walk.maxNodes) return [...list, JSON_MARK_TRUNCATED];
    list.push(convert(item, walk) ?? null);
  }
  return list;
}

/** Entries become own properties, also `__proto__`. */
function convertEntries(entries: Iterable<readonly [unknown, unknown]>, walk: Walk): Record<string, unknown> {
  const pairs: [string, unknown][] = [];
  for (const [key, item] of entries) {
    if (walk.nodes >= walk.maxNodes) {
      pairs.push([JSON_MARK_TRUNCATED, JSON_MARK_TRUNCATED]);
      break;
    }
    const converted = convert(item, walk);
    if (converted !== undefined) pairs.push([String(key).toWellFormed(), converted]);
  }
  return Object.fromEntries(pairs);
}

/** By index and one at a time: an array can say that it is four billion long. */
function* arrayItems(list: readonly unknown[]): Generator<unknown> {
  for (let index = 0; index < list.length; index++) yield readProperty(list, index);
}

function* ownEntries(value: object): Generator<readonly [string, unknown]> {
  for (const key of Object.keys(value)) yield [key, readProperty(value, key)];
}

/** One getter that throws costs its own value, not the object. */
function readProperty(value: object, key: string | number): unknown {
  try {
    return (value as Record<string | number, unknown>)[key];
  } catch {
    return JSON_MARK_UNSERIALIZABLE;
  }
}

function errorEntries({ name, message }: Error): [string, string][] {
  return [
    ["name", String(name)],
    ["message", String(message)],
  ];
}

function isBoxed(value: object): boolean {
  return value instanceof String || value instanceof Number || value instanceof Boolean || value instanceof BigInt;
}
