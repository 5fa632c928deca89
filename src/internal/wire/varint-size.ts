// SPDX-License-Identifier: Apache-2.0

/** Bytes of a base-128 varint for a length or a field key (0 to 2^32 - 1). */
export function varintSize(value: number): number {
  if (value < 0x80) return 1;
  if (value < 0x4000) return 2;
  if (value < 0x20_0000) return 3;
  return value < 0x1000_0000 ? 4 : 5;
}

/** Whether a number can be sent as an int64 without loss; anything else counts as absent. */
export function isInt64(value: number | undefined): value is number {
  return Number.isSafeInteger(value);
}

/** Like `isInt64`, for fields that are omitted when they hold their default. */
export function isNonZeroInt64(value: number | undefined): value is number {
  return Number.isSafeInteger(value) && value !== 0;
}

/** Bytes of an int64 that `isInt64` accepted. A negative one is sign-extended to 64 bits and takes ten. */
export function int64Size(value: number): number {
  if (value < 0) return 10;
  if (value < 0x1000_0000) return varintSize(value);
  let size = 4;
  for (let rest = Math.floor(value / 0x1000_0000); rest > 0; rest = Math.floor(rest / 0x80)) size += 1;
  return size;
}
