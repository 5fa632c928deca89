// SPDX-License-Identifier: Apache-2.0

/** Writes a varint for a length or a field key; returns the offset behind it. */
export function writeVarint(value: number, target: Uint8Array, offset: number): number {
  let at = offset;
  let rest = value;
  while (rest >= 0x80) {
    target[at++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  target[at++] = rest;
  return at;
}

/** Writes an int64 that `isInt64` accepted; returns the offset behind it. */
export function writeInt64(value: number, target: Uint8Array, offset: number): number {
  if (value >= 0 && value <= 0xffff_ffff) return writeVarint(value, target, offset);
  // Two's complement in two halves; the conversion to 32 bits takes a safe integer modulo 2^32.
  let low = value >>> 0;
  let high = Math.floor(value / 0x1_0000_0000) >>> 0;
  let at = offset;
  while (high > 0 || low >= 0x80) {
    target[at++] = (low & 0x7f) | 0x80;
    low = ((low >>> 7) | (high << 25)) >>> 0;
    high >>>= 7;
  }
  target[at++] = low;
  return at;
}
