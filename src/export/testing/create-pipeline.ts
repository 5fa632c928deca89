// SPDX-License-Identifier: Apache-2.0
import type { Generation } from "../../../generated/ts/models.js";
import { sleep } from "../../internal/background-timers.js";
import { GenerationQueue } from "../../queue/generation-queue.js";
import { Account } from "../../status/account.js";
import { ExportPipeline, type PipelineOptions } from "../export-pipeline.js";
import type { GenerationExporter } from "../generation-exporter.js";

const OPTIONS: PipelineOptions = {
  batchSize: 3,
  batchMaxBytes: 1_000_000,
  flushIntervalMs: 60_000,
  isImmediate: false,
  maxRetries: 0,
  initialBackoffMs: 1,
  maxBackoffMs: 1,
  retryAfterMaxMs: 1,
  timeoutMs: 1000,
  maxBisectRequests: 32,
  encodeSliceMs: 1,
  encodeBacklogRecords: 256,
  encodeBacklogBytes: 4_000_000,
};

export interface TestPipeline {
  readonly pipeline: ExportPipeline;
  readonly queue: GenerationQueue;
  readonly account: Account;
  /** `reason: id,id` of each loss. */
  readonly drops: string[];
  readonly queued: { readonly records: number; readonly bytes: number };
  readonly delivered: number;
  /** Puts a record into the queue, at a cost of 10 bytes unless it says otherwise. */
  offer(record: Generation, cost?: number): void;
  /** Waits for everything that is queued now. */
  flush(): Promise<void>;
}

export interface PipelineSetup {
  readonly options?: Partial<PipelineOptions>;
  readonly encode?: (record: Generation) => Uint8Array;
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** What is in the queue before the pipeline is there. */
  readonly waiting?: readonly Generation[];
}

/** A pipeline with a queue of its own, without a client. */
export function createPipeline(exporter: GenerationExporter, setup: PipelineSetup = {}): TestPipeline {
  const queue = new GenerationQueue({ maxRecords: 1000, maxBytes: 1_000_000 });
  const account = new Account();
  const drops: string[] = [];
  for (const record of setup.waiting ?? []) queue.offer(record, 10);
  const pipeline = new ExportPipeline(
    { ...OPTIONS, ...setup.options },
    {
      queue,
      account,
      exporter,
      encode: setup.encode,
      sleep: setup.sleep ?? sleep,
      random: () => 0,
      onDuplicate: () => undefined,
      drop: (records, reason, error) => {
        const left = records.filter((queued) => !queued.isSettled);
        if (left.length === 0) return;
        for (const queued of left) queue.settle(queued);
        account.countDropped(reason, left.length, error);
        drops.push(`${reason}: ${left.map(({ id }) => id).join()}`);
      },
    },
  );
  return {
    pipeline,
    queue,
    account,
    drops,
    get queued() {
      return { records: queue.records, bytes: queue.bytes };
    },
    get delivered() {
      return account.counts().delivered;
    },
    offer: (record, cost = 10) => {
      const queued = queue.offer(record, cost);
      if (queued !== undefined) pipeline.add(queued);
    },
    flush: () => pipeline.whenSettled(queue.lastPosition),
  };
}
