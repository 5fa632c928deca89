// SPDX-License-Identifier: Apache-2.0

/** Something that was handed over, whatever it is; undefined in its place means that nothing was. */
export interface Given {
  readonly value: unknown;
}
