// SPDX-License-Identifier: Apache-2.0
import type { ResolvedConfig } from "../../generated/ts/options.js";
import type { ExportPipeline } from "../export/export-pipeline.js";
import type { PipelineContext } from "../export/open-pipeline.js";
import type { QueuedGeneration } from "../queue/generation-queue.js";

/**
 * Loads what encodes and sends with the first record: an application that only records, or only serves a request before it
 * does, does not pay for it.
 */
export class PipelineLoader {
  readonly #config: ResolvedConfig;
  readonly #context: PipelineContext;
  readonly #onFailure: (cause: unknown) => void;
  #pipeline: ExportPipeline | undefined;
  #isLoading = false;
  #isClosed = false;

  /** `onFailure` is told when the code cannot be loaded; the next record tries again. */
  constructor(config: ResolvedConfig, context: PipelineContext, onFailure: (cause: unknown) => void) {
    this.#config = config;
    this.#context = context;
    this.#onFailure = onFailure;
  }

  /** Undefined until it is loaded. */
  get pipeline(): ExportPipeline | undefined {
    return this.#pipeline;
  }

  /** A record has entered the queue. */
  add(queued: QueuedGeneration): void {
    this.#pipeline?.add(queued);
    if (this.#pipeline !== undefined || this.#isLoading) return;
    this.#isLoading = true;
    void this.load().finally(() => {
      this.#isLoading = false;
    });
  }

  /**
   * The pipeline, which takes over what the queue holds; undefined when it cannot be loaded or came too late. Each caller
   * loads for itself, which costs nothing the second time: on some platforms a promise of another request never settles.
   */
  async load(): Promise<ExportPipeline | undefined> {
    try {
      const { openPipeline } = await import("../export/open-pipeline.js");
      const open = await openPipeline(this.#config, this.#context);
      if (!this.#isClosed) this.#pipeline ??= open();
    } catch (cause) {
      this.#onFailure(cause);
    }
    return this.#pipeline;
  }

  /** What is still being loaded will not be used. */
  close(): void {
    this.#isClosed = true;
  }
}
