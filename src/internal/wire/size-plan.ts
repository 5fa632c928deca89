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

  /** Texts that are longer than the limit together are not scanned any further: the sum, above the limit, is too small then. */
  constructor(limit: number = Number.POSITIVE_INFINITY) {
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
    const index = this.#reserve();
    return this.#fill(index, measure(value, this));
  }

  /** A nested message that is on the wire even when it is absent. */
  messageOrEmpty<Message>(value: Message | undefined, measure: (value: Message, plan: SizePlan) => number): number {
    return value === undefined ? this.#add(0) : this.message(value, measure);
  }

  /** An entry of a map whose values are messages: the key is field 1, the value field 2, and both are always written. */
  entry<Value>(key: string, value: Value, measure: (value: Value, plan: SizePlan) => number): number {
    const index = this.#reserve();
    return this.#fill(index, 2 + this.text(key) + this.message(value, measure));
  }

  /** All entries of a map from string to string, each with the field's key of `keySize` bytes. */
  textMap(keySize: number, record: Readonly<Record<string, string>> | undefined): number {
    if (record === undefined) return 0;
    let size = 0;
    for (const [key, value] of Object.entries(withWellFormedKeys(record))) {
      const index = this.#reserve();
      size += keySize + this.#fill(index, 2 + this.text(key) + this.text(value));
    }
    return size;
  }

  /** Keeps the place of a length that is known only after those inside of it. */
  #reserve(): number {
    return this.lengths.push(0) - 1;
  }

  #fill(index: number, size: number): number {
    this.lengths[index] = size;
    return varintSize(size) + size;
  }

  #add(size: number): number {
    this.lengths.push(size);
    return varintSize(size) + size;
  }
}
