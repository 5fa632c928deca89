// SPDX-License-Identifier: Apache-2.0
import { Copier, type Mismatch, NO_COPIES } from "./copier.js";
import { copyRecord } from "./copy-record.js";
import type { RecordShape } from "./record-shape.js";

/** The first value of a wrong type in something that nobody has copied yet. */
export function findMismatch<T>(shape: RecordShape<T>, value: T): Mismatch | undefined {
  const copier = new Copier(NO_COPIES, true);
  copyRecord(shape, value, copier);
  return copier.mismatch;
}
