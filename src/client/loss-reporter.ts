// SPDX-License-Identifier: Apache-2.0
import type { DropReason } from "../../generated/ts/drop-reasons.js";
import { LIMIT_LOSS_REPORT_INTERVAL_MS } from "../../generated/ts/limits.js";
import type { ResolvedConfig } from "../../generated/ts/options.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import type { SigilError } from "../errors/sigil-error.js";
import { guard } from "../internal/guard.js";
import { ignoreRejection } from "../internal/ignore-rejection.js";

/** Tells of lost records: the listeners at once, the log with at most one line per interval. */
export class LossReporter {
  readonly #config: Pick<ResolvedConfig, "onDrop" | "onError">;
  readonly #diagnostics: Diagnostics;
  #lastLineAt = -LIMIT_LOSS_REPORT_INTERVAL_MS;
  #unreported = 0;
  #lastLoss = "";
  #isTelling = false;

  constructor(config: Pick<ResolvedConfig, "onDrop" | "onError">, diagnostics: Diagnostics) {
    this.#config = config;
    this.#diagnostics = diagnostics;
  }

  /** An error of a recording, which is no loss of the queue: the same one is logged once. */
  reportError(error: SigilError): void {
    this.#tell(() => this.#config.onError?.(error));
    this.#diagnostics.warnOnce(withoutPrefix(error));
  }

  report(reason: DropReason, generationIds: readonly string[], error: SigilError): void {
    const { onDrop, onError } = this.#config;
    this.#tell(() => {
      callSafely(() => onDrop?.({ reason, generationIds, error }));
      return onError?.(error);
    });
    const text = withoutPrefix(error);
    // Nothing can be sent until the program changes: one line says it all.
    if (reason === "no_transport") {
      this.#diagnostics.warnOnce(text);
      return;
    }
    this.#unreported += generationIds.length;
    this.#lastLoss = `${reason}: ${text}`;
    if (performance.now() - this.#lastLineAt >= LIMIT_LOSS_REPORT_INTERVAL_MS) this.writeLine();
  }

  /** At the end of the client: who forgets to end a recording would never learn why nothing arrives. */
  reportOpen(count: number): void {
    if (count > 0) this.#diagnostics.warn(`${count} recordings were never ended`);
  }

  /** Writes what the interval has held back. */
  writeLine(): void {
    if (this.#unreported === 0) return;
    this.#diagnostics.warn(`${this.#unreported} generations were dropped, the last as ${this.#lastLoss}`);
    this.#lastLineAt = performance.now();
    this.#unreported = 0;
  }

  /** A listener that loses records itself is not told of them: it would never end. */
  #tell(listeners: () => unknown): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    callSafely(listeners);
    this.#isTelling = false;
  }
}

/** Each log line begins with the same word. */
function withoutPrefix({ message }: SigilError): string {
  return message.replace(/^sigil: /, "");
}

/** Listeners may be async: a rejection is swallowed as a throw is. */
function callSafely(listener: () => unknown): void {
  guard(() => ignoreRejection(listener()));
}
