// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import { nonBlank, trimmedOrUndefined } from "./non-blank.js";

it.each<[value: unknown, kept: string | undefined, trimmed: string | undefined]>([
  ["x", "x", "x"],
  [" x\t", " x\t", "x"],
  ["", undefined, undefined],
  [" \n\u00a0", undefined, undefined],
  [undefined, undefined, undefined],
  [null, undefined, undefined],
  [5, undefined, undefined],
  [["x"], undefined, undefined],
])("%j is kept as %j and trimmed to %j", (value, kept, trimmed) => {
  expect([nonBlank(value), trimmedOrUndefined(value)]).toEqual([kept, trimmed]);
});
