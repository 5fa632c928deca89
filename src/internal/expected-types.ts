// SPDX-License-Identifier: Apache-2.0

/** What the `{type}` of a validation message says, by the kinds of record-shape.ts. */
export const EXPECTED: readonly string[] = [
  "a string",
  "a string or bytes",
  "true or false",
  "a number",
  "an integer",
  "a non-negative integer",
  "a valid date",
  "a map of strings",
  "an object",
  "an object",
];

/** The same for a field that holds several values. */
export const EXPECTED_LIST = "a list";

/** `one of user|assistant|tool`. */
export function oneOf(members: readonly string[]): string {
  return `one of ${members.join("|")}`;
}
