// SPDX-License-Identifier: Apache-2.0

const JSON_TYPES: readonly string[] = ["string", "number", "boolean", "object"];

/** Whether a member of an object has a JSON form; `JSON.stringify` leaves the others out as well. */
export function isJsonMember(value: unknown): boolean {
  return JSON_TYPES.includes(typeof value);
}

/**
 * The same object, or a copy whose keys are well-formed Unicode when one of them is not. Keys that become equal by that
 * are merged, the last one wins: the ingest refuses a JSON object that has a key twice, together with its whole batch.
 */
export function withWellFormedKeys<Value>(record: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  if (Object.keys(record).every((key) => key.isWellFormed())) return record;
  const copy = Object.create(null) as Record<string, Value>;
  for (const [key, value] of Object.entries(record)) copy[key.toWellFormed()] = value;
  return copy;
}
