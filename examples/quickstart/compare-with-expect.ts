// SPDX-License-Identifier: Apache-2.0
import type { Expectation } from "./sample.js";
import { toExpectedShape } from "./stored-generation.js";

/** Keys of an expectation that are no field of a stored generation: they show on the span or in metrics. */
const NOT_STORED: ReadonlySet<string> = new Set(["error_category", "first_token_event_index", "embedding"]);

/**
 * Compares a generation as the ingest stored it (proto-JSON with snake_case names) with what the sample expects. Each
 * difference is one line that begins with the path of the field; no line means that everything expected is there.
 */
export function differences(stored: Readonly<Record<string, unknown>>, expect: Expectation): string[] {
  const actual = toExpectedShape(stored);
  const named: [string, unknown][] = Object.entries(expect).filter(([key]) => !NOT_STORED.has(key));
  return [
    ...named.flatMap(([key, value]) => compareField(key, actual[key], value)),
    // A failed call must say so, and one that did not fail must not.
    ...(expect.call_error === undefined ? compareValues("call_error", actual.call_error, undefined) : []),
  ];
}

function compareField(key: string, actual: unknown, expected: unknown): string[] {
  switch (key) {
    case "call_error":
      return actual === undefined ? ["call_error: stored nothing, expected some text"] : [];
    case "metadata":
      return compareNamedKeys(key, actual, expected);
    case "usage":
      return compareValues(key, actual, toCounts(expected));
    default:
      return compareValues(key, actual, expected);
  }
}

/** Only the keys that the sample names: SDK and caller add others. */
function compareNamedKeys(path: string, actual: unknown, expected: unknown): string[] {
  const stored = isObject(actual) ? actual : {};
  return Object.entries(expected ?? {}).flatMap(([key, value]) =>
    compareValues(`${path}[${JSON.stringify(key)}]`, stored[key], value),
  );
}

/** A count of zero is the same as none, and no usage the same as one without counts. */
function toCounts(usage: unknown): unknown {
  return isObject(usage) ? Object.fromEntries(Object.entries(usage).filter(([, count]) => count !== 0)) : {};
}

function compareValues(path: string, actual: unknown, expected: unknown): string[] {
  if (Array.isArray(actual) && Array.isArray(expected)) return compareLists(path, actual, expected);
  if (isObject(actual) && isObject(expected)) {
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
    return keys.flatMap((key) => compareValues(`${path}.${key}`, actual[key], expected[key]));
  }
  if (Object.is(actual, expected)) return [];
  return [`${path}: stored ${describe(actual)}, expected ${describe(expected)}`];
}

function compareLists(path: string, actual: readonly unknown[], expected: readonly unknown[]): string[] {
  const length = Math.max(actual.length, expected.length);
  return Array.from({ length }, (_, index) =>
    compareValues(`${path}[${index}]`, actual[index], expected[index]),
  ).flat();
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
