// SPDX-License-Identifier: Apache-2.0
import type { SizePlan } from "./size-plan.js";
import { withWellFormedKeys } from "./struct-members.js";
import { Utf8Target } from "./utf8.js";
import { writeInt64, writeVarint } from "./varint.js";

const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;

const ENTRY_KEY = 1;
const ENTRY_VALUE = 2;

/**
 * Writes protobuf fields into one buffer of exactly the planned size. Fields must be written in the order in which the
 * plan measured them, since their lengths are read from it one after the other.
 */
export class ProtoWriter {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #target: Utf8Target;
  readonly #lengths: readonly number[];
  #offset = 0;
  #next = 0;

  constructor(size: number, plan: SizePlan) {
    this.#bytes = new Uint8Array(size);
    this.#target = new Utf8Target(this.#bytes);
    this.#lengths = plan.lengths;
  }

  text(field: number, value: string): void {
    const size = this.#open(field);
    this.#target.write(value, size, this.#offset);
    this.#offset += size;
  }

  /** A string stands for its UTF-8 text. */
  bytes(field: number, value: string | Uint8Array): void {
    const size = this.#open(field);
    if (typeof value === "string") this.#target.write(value, size, this.#offset);
    else this.#bytes.set(value, this.#offset);
    this.#offset += size;
  }

  int64(field: number, value: number): void {
    this.#key(field, VARINT);
    this.#offset = writeInt64(value, this.#bytes, this.#offset);
  }

  bool(field: number, value: boolean): void {
    this.#key(field, VARINT);
    this.#bytes[this.#offset++] = value ? 1 : 0;
  }

  double(field: number, value: number): void {
    this.#key(field, FIXED64);
    new DataView(this.#bytes.buffer).setFloat64(this.#offset, value, true);
    this.#offset += 8;
  }

  message<Message>(field: number, value: Message, write: (value: Message, out: ProtoWriter) => void): void {
    this.#open(field);
    write(value, this);
  }

  /** A message that is on the wire even when it is absent. */
  messageOrEmpty<Message>(
    field: number,
    value: Message | undefined,
    write: (value: Message, out: ProtoWriter) => void,
  ): void {
    this.#open(field);
    if (value !== undefined) write(value, this);
  }

  /** An entry of a map whose values are messages. */
  entry<Value>(field: number, key: string, value: Value, write: (value: Value, out: ProtoWriter) => void): void {
    this.#open(field);
    this.text(ENTRY_KEY, key);
    this.message(ENTRY_VALUE, value, write);
  }

  /** All entries of a map from string to string. */
  textMap(field: number, record: Readonly<Record<string, string>> | undefined): void {
    if (record === undefined) return;
    for (const [key, value] of Object.entries(withWellFormedKeys(record))) {
      this.#open(field);
      this.text(ENTRY_KEY, key);
      this.text(ENTRY_VALUE, value);
    }
  }

  /** The buffer, which is full once every measured field was written. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes;
  }

  /** Writes key and length of a length-delimited field; returns the length. */
  #open(field: number): number {
    this.#key(field, LENGTH_DELIMITED);
    const size = this.#lengths[this.#next++] ?? 0;
    this.#offset = writeVarint(size, this.#bytes, this.#offset);
    return size;
  }

  #key(field: number, wireType: number): void {
    this.#offset = writeVarint((field << 3) | wireType, this.#bytes, this.#offset);
  }
}
