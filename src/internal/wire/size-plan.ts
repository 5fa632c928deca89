// SPDX-License-Identifier: Apache-2.0
import { withWellFormedKeys } from "./struct-members.js";
import { utf8Size } from "./utf8-size.js";
import { varintSize } from "./varint-size.js";

/**
 * Measures protobuf fields and keeps the length of every string, bytes value and nested message in the order in which
 * `ProtoWriter` needs them, so that nothing is measured twice. Unless said otherwise a method returns the bytes of one
 * value with its length prefix and without its key.
 */
export class SizePlan {
  readonly lengths: number[] = [];
  #textLeft: number;

  /**
   * Texts that are longer than the limit together are not scanned any further: the sum, above the limit, is too small then.
   * The default is none: nothing is above what is no number.
   */
  constructor(limit: number = Number.NaN) {
    this.#textLeft = limit;
  }

  /** A string. */
  text(value: string): number {
    const size = value.length > this.#textLeft ? value.length : utf8Size(value);
    this.#textLeft -= size;
    return this.#add(size);
  }

  /** A bytes value; a string stands for its UTF-8 text. */
  bytes(value: string | Uint8Array): number {
    return typeof value === "string" ? this.text(value) : this.#add(value.length);
  }

  /** A nested message that `measure` sizes. */
  message<Message>(value: Message, measure: (value: Message, plan: SizePlan) => number): number {
    // Its place comes before those inside of it, which have to be measured first.
    const index = this.lengths.push(0) - 1;
    const size = measure(value, this);
    this.lengths[index] = size;
    return varintSize(size) + size;
  }

  /** A nested message that is on the wire even when it is absent. */
  messageOrEmpty<Message>(value: Message | undefined, measure: (value: Message, plan: SizePlan) => number): number {
    return value === undefined ? this.#add(0) : this.message(value, measure);
  }

  /** An entry of a map whose values are messages: the key is field 1, the value field 2, and both are always written. */
  entry<Value>(key: string, value: Value, measure: (value: Value, plan: SizePlan) => number): number {
    return this.message(key, () => 2 + this.text(key) + this.message(value, measure));
  }

  /** All entries of a map from string to string, each with the field's key of `keySize` bytes. */
  textMap(keySize: number, record: Readonly<Record<string, string>> | undefined): number {
    if (record === undefined) return 0;
    let size = 0;
    for (const [key, value] of Object.entries(withWellFormedKeys(record)))
      size += keySize + this.message(key, () => 2 + this.text(key) + this.text(value));
    return size;
  }

  #add(size: number): number {
    this.lengths.push(size);
    return varintSize(size) + size;
  }
}
