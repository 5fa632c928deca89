// SPDX-License-Identifier: Apache-2.0
// Check `type` of spec/validation.yaml. Fields that are undefined or null are unset, so only `expectPresent` minds them.
import { isBytes, isCount, isDictionary, isTimestamp } from "./value-types.js";

/** The first value of a wrong type: its way from the value at hand (`.parts[0].text`) and what it should be. */
export interface Mismatch {
  readonly path: string;
  readonly expected: string;
}

/** What the `{type}` of a message says. */
export const EXPECTED = {
  text: "a string",
  number: "a number",
  integer: "an integer",
  count: "a non-negative integer",
  boolean: "true or false",
  date: "a valid date",
  list: "a list",
  object: "an object",
  stringMap: "a map of strings",
  bytes: "a string or bytes",
} as const;

/** `one of user|assistant|tool`. */
export function oneOf(members: readonly string[]): string {
  return `one of ${members.join("|")}`;
}

/** A value of the wrong type at `path`. */
export function mismatch(path: string, expected: string): Mismatch {
  return { path, expected };
}

/** A required field that is unset. */
export function expectPresent(path: string, value: unknown, expected: string): Mismatch | undefined {
  return value === undefined || value === null ? { path, expected } : undefined;
}

export function expectText(path: string, value: unknown): Mismatch | undefined {
  return isUnset(value) || typeof value === "string" ? undefined : { path, expected: EXPECTED.text };
}

export function expectMember(path: string, value: unknown, members: readonly string[]): Mismatch | undefined {
  if (isUnset(value) || (typeof value === "string" && members.includes(value))) return undefined;
  return { path, expected: oneOf(members) };
}

export function expectNumber(path: string, value: unknown): Mismatch | undefined {
  return isUnset(value) || Number.isFinite(value) ? undefined : { path, expected: EXPECTED.number };
}

export function expectInteger(path: string, value: unknown): Mismatch | undefined {
  return isUnset(value) || Number.isSafeInteger(value) ? undefined : { path, expected: EXPECTED.integer };
}

export function expectCount(path: string, value: unknown): Mismatch | undefined {
  return isUnset(value) || isCount(value) ? undefined : { path, expected: EXPECTED.count };
}

export function expectBoolean(path: string, value: unknown): Mismatch | undefined {
  return isUnset(value) || typeof value === "boolean" ? undefined : { path, expected: EXPECTED.boolean };
}

export function expectBytes(path: string, value: unknown): Mismatch | undefined {
  return isUnset(value) || typeof value === "string" || isBytes(value) ? undefined : { path, expected: EXPECTED.bytes };
}

export function expectDate(path: string, value: unknown): Mismatch | undefined {
  return isUnset(value) || isTimestamp(value) ? undefined : { path, expected: EXPECTED.date };
}

export function expectObject(path: string, value: unknown): Mismatch | undefined {
  return isUnset(value) || isDictionary(value) ? undefined : { path, expected: EXPECTED.object };
}

export function expectStringMap(path: string, value: unknown): Mismatch | undefined {
  return isUnset(value) || isStringMap(value) ? undefined : { path, expected: EXPECTED.stringMap };
}

/** A field that holds another model type. */
export function expectNested<T>(
  path: string,
  value: T | null | undefined,
  check: (value: T) => Mismatch | undefined,
): Mismatch | undefined {
  return value === undefined || value === null ? undefined : below(path, check(value));
}

/** A list whose elements all pass; an element cannot be unset. */
export function expectList<T>(
  path: string,
  list: readonly T[] | null | undefined,
  check: (element: T) => Mismatch | undefined,
): Mismatch | undefined {
  if (list === undefined || list === null) return undefined;
  if (!Array.isArray(list)) return { path, expected: EXPECTED.list };
  for (let index = 0; index < list.length; index++) {
    const found = check(list[index] as T);
    if (found !== undefined) return below(`${path}[${index}]`, found);
  }
  return undefined;
}

/** Element check of a list of strings. */
export function expectTextElement(element: unknown): Mismatch | undefined {
  return typeof element === "string" ? undefined : { path: "", expected: EXPECTED.text };
}

/** A dictionary with nothing but strings in it. */
export function isStringMap(value: unknown): value is Record<string, string> {
  return isDictionary(value) && Object.keys(value).every((key) => typeof value[key] === "string");
}

function below(step: string, found: Mismatch | undefined): Mismatch | undefined {
  return found === undefined ? undefined : { path: step + found.path, expected: found.expected };
}

function isUnset(value: unknown): boolean {
  return value === undefined || value === null;
}
