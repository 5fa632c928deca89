// SPDX-License-Identifier: Apache-2.0

import { isRecord } from "../is-record.js";
import type { ProtoWriter } from "./proto-writer.js";
import { isJsonMember, withWellFormedKeys } from "./struct-members.js";

// Field numbers of google.protobuf.Struct, Value and ListValue. All their keys take one byte.
const STRUCT_FIELDS = 1;
const NULL_VALUE = 1;
const NUMBER_VALUE = 2;
const STRING_VALUE = 3;
const BOOL_VALUE = 4;
const STRUCT_VALUE = 5;
const LIST_VALUE = 6;
const LIST_VALUES = 1;

/**
 * Writes a google.protobuf.Struct. What JSON cannot hold is treated as `JSON.stringify` does: left out of objects, null
 * in lists, and null for numbers that are not finite.
 */
export function writeStruct(value: Readonly<Record<string, unknown>>, out: ProtoWriter): void {
  const members = withWellFormedKeys(value);
  for (const key of Object.keys(members)) {
    if (isJsonMember(members[key])) out.entry(STRUCT_FIELDS, key, members[key], writeValue);
  }
}

function writeValue(value: unknown, out: ProtoWriter): void {
  if (typeof value === "string") out.text(STRING_VALUE, value);
  else if (typeof value === "number" && Number.isFinite(value)) out.double(NUMBER_VALUE, value);
  else if (typeof value === "boolean") out.bool(BOOL_VALUE, value);
  else if (Array.isArray(value)) out.message(LIST_VALUE, value, writeList);
  else if (isRecord(value)) out.message(STRUCT_VALUE, value, writeStruct);
  else out.int64(NULL_VALUE, 0);
}

function writeList(values: readonly unknown[], out: ProtoWriter): void {
  for (const value of values) out.message(LIST_VALUES, value, writeValue);
}
