// SPDX-License-Identifier: Apache-2.0

import { isRecord } from "../is-record.js";
import type { SizePlan } from "./size-plan.js";
import { isJsonMember, withWellFormedKeys } from "./struct-members.js";

// All keys of google.protobuf.Struct, Value and ListValue take one byte.

/** Size of a google.protobuf.Struct. */
export function measureStruct(value: Readonly<Record<string, unknown>>, plan: SizePlan): number {
  const members = withWellFormedKeys(value);
  let size = 0;
  for (const key of Object.keys(members)) {
    if (isJsonMember(members[key])) size += 1 + plan.entry(key, members[key], measureValue);
  }
  return size;
}

function measureValue(value: unknown, plan: SizePlan): number {
  if (typeof value === "string") return 1 + plan.text(value);
  if (Number.isFinite(value)) return 9;
  if (Array.isArray(value)) return 1 + plan.message(value, measureList);
  if (isRecord(value)) return 1 + plan.message(value, measureStruct);
  return 2;
}

function measureList(values: readonly unknown[], plan: SizePlan): number {
  let size = 0;
  for (const value of values) size += 1 + plan.message(value, measureValue);
  return size;
}
