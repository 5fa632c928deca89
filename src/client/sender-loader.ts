// SPDX-License-Identifier: Apache-2.0
import type { ResolvedConfig } from "../../generated/ts/options.js";
import type { SenderContext } from "../export/open-sender.js";
import type { Sender } from "../export/sender.js";
import type { QueuedGeneration } from "../queue/generation-queue.js";

/**
 * Loads the code that encodes and sends with the first record: an application that only records, or that serves requests before
 * it does, does not pay for it.
 */
export class SenderLoader {
  readonly #config: ResolvedConfig;
  readonly #context: SenderContext;
  readonly #onFailure: (cause: unknown) => void;
  #sender: Sender | undefined;
  #isLoading = false;

  /** `onFailure` is told when the code cannot be loaded; the next record tries again. */
  constructor(config: ResolvedConfig, context: SenderContext, onFailure: (cause: unknown) => void) {
    this.#config = config;
    this.#context = context;
    this.#onFailure = onFailure;
  }

  /** A record has entered the queue. */
  add(queued: QueuedGeneration): void {
    this.#sender?.add(queued);
    if (this.#sender !== undefined || this.#isLoading) return;
    this.#isLoading = true;
    void this.load().finally(() => {
      this.#isLoading = false;
    });
  }

  /**
   * The sender, which takes over what the queue holds; undefined when it cannot be loaded. Each caller loads for itself, which
   * costs nothing the second time: on some platforms a promise of another request never settles.
   */
  async load(): Promise<Sender | undefined> {
    if (this.#sender !== undefined) return this.#sender;
    try {
      const { openSender } = await import("../export/open-sender.js");
      const open = await openSender(this.#config, this.#context);
      this.#sender ??= open();
    } catch (cause) {
      this.#onFailure(cause);
    }
    return this.#sender;
  }
}
