// SPDX-License-Identifier: Apache-2.0
import { Copier, type Mismatch } from "../internal/copier.js";
import { copyRecord } from "../internal/copy-record.js";
import { guard } from "../internal/guard.js";
import type { RecordShape } from "../internal/record-shape.js";
import { isObject } from "../internal/value-types.js";
import type { RecorderServices } from "./recorder-services.js";

/** What a caller has handed over. */
export interface HandedOver<T> {
  /** A deep copy; an empty object when the value was none. */
  readonly copy: T;
  /** The first value of a wrong type. */
  readonly mismatch: Mismatch | undefined;
}

/** Longer keys, and those with blanks, are data rather than misspelt names; the parent is no part of a record. */
const NAME = /^(?!parent$)\w{1,40}$/;

/** Copies what a caller hands over. A field that the model does not have would silently be lost: it is named once. */
export function handOver<T extends object>(
  shape: RecordShape<T>,
  value: T,
  { copying, diagnostics }: Pick<RecorderServices, "copying" | "diagnostics">,
): HandedOver<T> {
  const copier = new Copier(copying);
  // Nothing is an empty object; anything else that is none breaks a rule.
  const copy = copyRecord(shape, value ?? {}, copier);
  for (const name of guard(() => findStrayNames(shape, value, copy)) ?? [])
    diagnostics.warnOnce(`there is no field "${name}"; check its spelling`);
  return { copy, mismatch: copier.mismatch };
}

function findStrayNames<T extends object>(shape: RecordShape<T>, value: T, copy: T): string[] {
  if (!isObject(value)) return [];
  // Nearly all names are in the copy; of the others, those of the shape have values that were left out.
  return Object.keys(value).filter(
    (name) =>
      !(name in copy) &&
      NAME.test(name) &&
      (value as Record<string, unknown>)[name] != null &&
      !Array.from(shape).some(([known]) => known === name),
  );
}
