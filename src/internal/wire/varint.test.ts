// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { writeInt64, writeVarint } from "./varint.js";
import { int64Size, isInt64, isNonZeroInt64, varintSize } from "./varint-size.js";

const UINTS: readonly (readonly [value: number, hex: string])[] = [
  [0, "00"],
  [1, "01"],
  [127, "7f"],
  [128, "8001"],
  [16_383, "ff7f"],
  [16_384, "808001"],
  [2 ** 21 - 1, "ffff7f"],
  [2 ** 21, "80808001"],
  [2 ** 28 - 1, "ffffff7f"],
  [2 ** 28, "8080808001"],
  [2 ** 31, "8080808008"],
  [2 ** 32 - 1, "ffffffff0f"],
];

const INT64S: readonly (readonly [value: number, hex: string])[] = [
  ...UINTS,
  [2 ** 32, "8080808010"],
  [2 ** 35 - 1, "ffffffff7f"],
  [2 ** 35, "808080808001"],
  [2 ** 42, "80808080808001"],
  [2 ** 49 - 1, "ffffffffffff7f"],
  [2 ** 49, "8080808080808001"],
  [Number.MAX_SAFE_INTEGER, "ffffffffffffff0f"],
  [-1, "ffffffffffffffffff01"],
  [-(2 ** 32), "80808080f0ffffffff01"],
  [Number.MIN_SAFE_INTEGER, "81808080808080f0ff01"],
];

describe("varints", () => {
  it.each(UINTS)("%d is %s", (value, hex) => {
    const bytes = new Uint8Array(varintSize(value));
    const end = writeVarint(value, bytes, 0);
    expect({ end, hex: Buffer.from(bytes).toString("hex") }).toEqual({ end: hex.length / 2, hex });
  });

  it.each(INT64S)("the int64 %d is %s", (value, hex) => {
    const bytes = new Uint8Array(int64Size(value));
    const end = writeInt64(value, bytes, 0);
    expect({ end, hex: Buffer.from(bytes).toString("hex") }).toEqual({ end: hex.length / 2, hex });
  });

  it("takes safe integers only", () => {
    const values = [0, -0, 1, -1, 2 ** 53, 0.5, Number.NaN, Number.POSITIVE_INFINITY, undefined];
    expect(values.map((value) => [isInt64(value), isNonZeroInt64(value)])).toEqual([
      [true, false],
      [true, false],
      [true, true],
      [true, true],
      [false, false],
      [false, false],
      [false, false],
      [false, false],
      [false, false],
    ]);
  });
});
