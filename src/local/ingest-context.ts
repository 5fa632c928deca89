// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from "node:timers/promises";
import { createIngestBatch, type IngestBatch } from "./ingest-batch.js";
import type { ResolvedLocalIngestOptions } from "./options.js";
import { createRatingBook, type RatingBook } from "./ratings.js";
import { createRequestJournal, type RequestJournal } from "./request-journal.js";

/** What both transports share. */
export interface IngestContext {
  readonly options: ResolvedLocalIngestOptions;
  readonly journal: RequestJournal;
  readonly ratings: RatingBook;
  readonly ingestBatch: IngestBatch;
  /** Aborted when the ingest closes; ends scripted delays. */
  readonly closing: AbortSignal;
}

/** Creates the shared state of one ingest. */
export function createIngestContext(options: ResolvedLocalIngestOptions, closing: AbortSignal): IngestContext {
  return {
    options,
    journal: createRequestJournal(),
    ratings: createRatingBook(options.now),
    ingestBatch: createIngestBatch(options),
    closing,
  };
}

/** Waits for a scripted delay; false when the ingest closed meanwhile and nobody is left to answer. */
export async function waitForDelay(delayMs: number | undefined, closing: AbortSignal): Promise<boolean> {
  if (delayMs === undefined) return true;
  return sleep(delayMs, true, { signal: closing }).catch(() => false);
}
