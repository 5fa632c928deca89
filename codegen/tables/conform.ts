// SPDX-License-Identifier: Apache-2.0
import type { ShapeNode, StructNode } from "./shape.js";

/**
 * Plain copy of a value in the order of its shape, without unset fields and without empty optional ones. A value that the shape does not allow is a bug in a
 * generator or a hole in the spec, so it throws with the path.
 */
export function conform(node: ShapeNode, value: unknown, path: string): unknown {
  switch (node.kind) {
    case "string":
      return expect(typeof value === "string", value, "text", path);
    case "boolean":
      return expect(typeof value === "boolean", value, "a boolean", path);
    case "int":
      return expect(Number.isSafeInteger(value), value, "an integer", path);
    case "double":
      return expect(Number.isFinite(value), value, "a number", path);
    case "scalar":
      return expect(isScalar(value), value, "text, a number, a boolean or an empty map", path);
    case "vocabulary":
      return expect(
        typeof value === "string" && node.values.includes(value),
        value,
        `one of ${node.values.join(", ")}`,
        path,
      );
    case "list":
      expect(Array.isArray(value), value, "a list", path);
      return (value as readonly unknown[]).map((item, index) => conform(node.item, item, `${path}[${index}]`));
    case "map":
      return Object.fromEntries(
        Object.entries(expectRecord(value, path))
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, item]) => [key, conform(node.value, item, `${path}.${key}`)]),
      );
    case "struct":
      return conformStruct(node, expectRecord(value, path), path);
  }
}

function conformStruct(node: StructNode, row: Readonly<Record<string, unknown>>, path: string): unknown {
  const known = new Set(node.fields.map((field) => field.name));
  const surplus = Object.keys(row).find((key) => !known.has(key));
  if (surplus !== undefined) throw new Error(`${path}.${surplus}: ${node.name} has no such field`);
  const result: Record<string, unknown> = {};
  for (const field of node.fields) {
    const value = row[field.name];
    if (value === undefined && field.optional) continue;
    // Some targets write an unset optional text or list as an empty one, so empty must not mean something else.
    if (field.optional && isEmpty(field.shape, value)) continue;
    result[field.name] = conform(field.shape, value, `${path}.${field.name}`);
  }
  return result;
}

function isEmpty({ kind }: ShapeNode, value: unknown): boolean {
  if (kind === "string") return value === "";
  if (kind === "list") return Array.isArray(value) && value.length === 0;
  return kind === "map" && typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function isScalar(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value === "object") return value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
  return typeof value === "string" || typeof value === "boolean";
}

function expect(isRight: boolean, value: unknown, wanted: string, path: string): unknown {
  if (!isRight) throw new Error(`${path}: expected ${wanted}, got ${JSON.stringify(value)}`);
  return value;
}

function expectRecord(value: unknown, path: string): Readonly<Record<string, unknown>> {
  expect(typeof value === "object" && value !== null && !Array.isArray(value), value, "an object", path);
  return value as Readonly<Record<string, unknown>>;
}
