// SPDX-License-Identifier: Apache-2.0

const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

const decoder = new TextDecoder();

/** Reads protobuf fields one after the other; a truncated or malformed message throws a RangeError. */
export class ProtoReader {
  readonly #bytes: Uint8Array;
  #offset = 0;
  #wireType = VARINT;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Number of the next field, or 0 at the end. */
  nextField(): number {
    if (this.#offset >= this.#bytes.length) return 0;
    const tag = this.#varint();
    this.#wireType = tag & 7;
    return tag >>> 3;
  }

  bool(): boolean {
    this.#expect(VARINT);
    return this.#varint() !== 0;
  }

  /** An int32 or int64; beyond the safe integers it loses precision. */
  int(): number {
    this.#expect(VARINT);
    const start = this.#offset;
    this.#varint();
    let value = 0n;
    for (let index = this.#offset - 1; index >= start; index -= 1)
      value = (value << 7n) | BigInt((this.#bytes[index] ?? 0) & 0x7f);
    return Number(BigInt.asIntN(64, value));
  }

  string(): string {
    return decoder.decode(this.message());
  }

  /** Bytes of a length-delimited field. */
  message(): Uint8Array {
    this.#expect(LENGTH_DELIMITED);
    const length = this.#varint();
    const start = this.#offset;
    this.#advance(length);
    return this.#bytes.subarray(start, start + length);
  }

  /** Passes over the current field, whatever it is. */
  skip(): void {
    if (this.#wireType === VARINT) this.#varint();
    else if (this.#wireType === LENGTH_DELIMITED) this.#advance(this.#varint());
    else if (this.#wireType === FIXED64) this.#advance(8);
    else if (this.#wireType === FIXED32) this.#advance(4);
    else throw new RangeError(`unknown protobuf wire type ${this.#wireType}`);
  }

  #expect(wireType: number): void {
    if (this.#wireType !== wireType)
      throw new RangeError(`protobuf wire type ${this.#wireType} where ${wireType} was expected`);
  }

  #advance(length: number): void {
    if (length < 0 || this.#offset + length > this.#bytes.length)
      throw new RangeError("protobuf message ends inside a field");
    this.#offset += length;
  }

  /** Lengths, tags and bools fit into 32 bits; higher bits of longer varints are dropped. */
  #varint(): number {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.#bytes[this.#offset];
      if (byte === undefined) throw new RangeError("protobuf message ends inside a number");
      this.#offset += 1;
      if (shift < 32) value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
    throw new RangeError("protobuf number is longer than 10 bytes");
  }
}
