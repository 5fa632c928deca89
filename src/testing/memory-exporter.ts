// SPDX-License-Identifier: Apache-2.0
import type { Generation } from "../../generated/ts/models.js";
import type { ItemResult, RecordExporter } from "../export/generation-exporter.js";
import { startTimer, stopTimer } from "../internal/timers.js";

export interface MemoryExporterOptions {
  /**
   * Answers for each generation: `true` accepts it, a text refuses it for that reason. What it throws fails the whole batch,
   * which the client then tries again. Default: everything is accepted.
   */
  readonly answer?: ((generation: Generation) => true | string) | undefined;
}

/** Keeps what a client exports, for the option `generationExporter`. */
export interface MemoryExporter extends RecordExporter {
  /** The accepted generations as they would have been sent, oldest first. */
  readonly generations: readonly Generation[];
  /** The sizes of the batches that came, refused and failed ones too. */
  readonly batches: readonly number[];
  /** Resolves with the generations once there are as many; rejects after `timeoutMs`, 5000 by default. */
  waitFor(count: number, options?: { readonly timeoutMs?: number | undefined }): Promise<readonly Generation[]>;
  /** Forgets everything. */
  clear(): void;
}

interface Waiter {
  readonly count: number;
  readonly resolve: (generations: readonly Generation[]) => void;
}

/**
 * Creates an exporter that keeps everything in memory.
 *
 * @example
 * const exporter = createMemoryExporter();
 * const client = new SigilClient({ generationExporter: exporter });
 * // record something
 * const [generation] = await exporter.waitFor(1);
 */
export function createMemoryExporter({ answer = () => true }: MemoryExporterOptions = {}): MemoryExporter {
  const generations: Generation[] = [];
  const batches: number[] = [];
  const waiters = new Set<Waiter>();
  return {
    format: "record",
    generations,
    batches,
    export: async (batch) => {
      batches.push(batch.length);
      const answers = batch.map((generation) => ({ generation, answer: answer(generation) }));
      generations.push(...answers.filter((entry) => entry.answer === true).map((entry) => entry.generation));
      for (const { count, resolve } of [...waiters]) if (generations.length >= count) resolve([...generations]);
      return answers.map(({ generation, answer: given }) => toResult(generation, given));
    },
    waitFor: (count, { timeoutMs = 5000 } = {}) =>
      new Promise((resolve, reject) => {
        if (generations.length >= count) return resolve([...generations]);
        const fail = (): void => {
          waiters.delete(waiter);
          reject(new Error(`${generations.length} of ${count} generations were exported within ${timeoutMs} ms`));
        };
        const timer = startTimer(timeoutMs, fail);
        const waiter: Waiter = {
          count,
          resolve: (found) => {
            stopTimer(timer);
            waiters.delete(waiter);
            resolve(found);
          },
        };
        waiters.add(waiter);
      }),
    clear() {
      generations.length = 0;
      batches.length = 0;
    },
  };
}

function toResult({ id }: Generation, answer: true | string): ItemResult {
  return answer === true ? { generationId: id, accepted: true } : { generationId: id, accepted: false, error: answer };
}
