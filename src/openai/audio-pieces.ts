// SPDX-License-Identifier: Apache-2.0
import { byteCount } from "../internal/provider/placeholder.js";
import { textOf } from "../internal/provider/read.js";

/** Sound as it comes in a stream: what is said, and the sound itself, each piece with a padding of its own. */
export class AudioPieces {
  #id: unknown;
  #transcript = "";
  #bytes = 0;

  push({ id, transcript, data }: Record<string, unknown>): void {
    this.#id = id ?? this.#id;
    this.#transcript += textOf(transcript) ?? "";
    this.#bytes += byteCount(data) ?? 0;
  }

  /** The sound as a member of its message; nothing when there is none. Of the sound the number of bytes alone is kept. */
  message(): { audio?: unknown } {
    if (this.#id === undefined && this.#transcript === "" && this.#bytes === 0) return {};
    const data = this.#bytes === 0 ? undefined : this.#bytes;
    return { audio: { id: this.#id, transcript: this.#transcript, data } };
  }
}
