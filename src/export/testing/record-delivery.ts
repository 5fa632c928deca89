// SPDX-License-Identifier: Apache-2.0
import type { QueuedGeneration } from "../../queue/generation-queue.js";
import { ClosingTime } from "../closing-time.js";
import { BatchDelivery, type DeliveryDependencies, type DeliveryOptions } from "../deliver-batch.js";
import type { ItemResult } from "../generation-exporter.js";

/** What a delivery did, in the terms of its caller. */
export interface DeliveryLog {
  readonly delivered: string[];
  readonly duplicates: string[];
  /** `id: reason: message` of each record that was given up. */
  readonly dropped: string[];
  /** Ids of each request. */
  readonly requests: string[][];
  readonly waits: number[];
  /** Records of each repeat. */
  readonly retried: number[];
}

export interface RecordedDelivery {
  readonly log: DeliveryLog;
  deliver(batch: readonly QueuedGeneration[], signal?: AbortSignal): Promise<void>;
}

/** Answers request number `index`; throws or rejects for a failed one. */
export type Answer = (ids: readonly string[], index: number, signal: AbortSignal) => unknown;

const OPTIONS: DeliveryOptions = {
  maxRetries: 5,
  initialBackoffMs: 100,
  maxBackoffMs: 5000,
  retryAfterMaxMs: 60_000,
  timeoutMs: 1000,
  maxBisectRequests: 32,
};

/** A delivery whose sleeps take no time and whose jitter is the upper bound, with a log of all that happens. */
export function recordDelivery(
  answer: Answer,
  options: Partial<DeliveryOptions> = {},
  dependencies: Partial<DeliveryDependencies> = {},
): RecordedDelivery {
  const log: DeliveryLog = { delivered: [], duplicates: [], dropped: [], requests: [], waits: [], retried: [] };
  const delivery = new BatchDelivery(
    { ...OPTIONS, ...options },
    {
      send: async (batch, signal) => {
        const ids = batch.map((queued) => queued.id);
        log.requests.push(ids);
        // A scripted answer may be of any shape.
        return answer(ids, log.requests.length - 1, signal) as Promise<ItemResult[]>;
      },
      sleep: async (ms) => void log.waits.push(ms),
      random: () => 1,
      onDelivered: (queued, isDuplicate) => {
        queued.isSettled = true;
        log.delivered.push(queued.id);
        if (isDuplicate) log.duplicates.push(queued.id);
      },
      onDropped: (batch, reason, error) => {
        for (const queued of batch) {
          queued.isSettled = true;
          log.dropped.push(`${queued.id}: ${reason}: ${error.message}`);
        }
      },
      onRetry: (records) => void log.retried.push(records),
      closing: new ClosingTime(),
      ...dependencies,
    },
  );
  return { log, deliver: (batch, signal = new AbortController().signal) => delivery.deliver(batch, signal) };
}

/** Encoded records with these ids, of one byte or of the given sizes. */
export function buildBatch(ids: readonly string[], sizes: readonly number[] = []): QueuedGeneration[] {
  return ids.map((id, index) => {
    const cost = sizes[index] ?? 1;
    const bytes = new Uint8Array(cost);
    return { id, position: index + 1, record: undefined, bytes, cost, isSettled: false };
  });
}

/** Ids `r0`, `r1` and so on. */
export function buildIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `r${index}`);
}

/** The ingest's answer when it has stored all records. */
export function acceptAll(ids: readonly string[]): ItemResult[] {
  return ids.map((generationId) => ({ generationId, accepted: true }));
}
