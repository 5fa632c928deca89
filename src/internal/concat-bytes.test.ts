// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import { concatBytes } from "./concat-bytes.js";

it.each<[chunks: Uint8Array[], joined: number[]]>([
  [[], []],
  [[new Uint8Array()], []],
  [
    [Uint8Array.of(1, 2), new Uint8Array(), Uint8Array.of(3)],
    [1, 2, 3],
  ],
  [
    [Buffer.from([9, 1, 2, 9]).subarray(1, 3), Uint8Array.of(3)],
    [1, 2, 3],
  ],
])("joins %j", (chunks, joined) => {
  expect(concatBytes(chunks)).toEqual(Uint8Array.from(joined));
});

it("copies, so that later changes of the chunks do not show", () => {
  const chunk = Uint8Array.of(1);
  const joined = concatBytes([chunk]);
  chunk[0] = 2;
  expect(joined).toEqual(Uint8Array.of(1));
});
