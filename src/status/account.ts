// SPDX-License-Identifier: Apache-2.0
import { DROP_REASONS, type DropReason } from "../../generated/ts/answers.js";
import type { SigilError } from "../errors/sigil-error.js";
import type { SelfMetrics } from "./self-metrics.js";

/** Counters since the client was made. recorded = delivered + notExported + all dropped + what is still queued. */
export interface RecordCounts {
  /** Generations that ended and passed validation. */
  readonly recorded: number;
  /** Accepted by the ingest, duplicates included. */
  readonly delivered: number;
  /** Of the delivered ones: the ingest had them already, so an earlier answer was lost. */
  readonly duplicates: number;
  /** Recorded under protocol "none". */
  readonly notExported: number;
  readonly dropped: Readonly<Record<DropReason, number>>;
  /** Sends of a record after its first. */
  readonly retried: number;
}

/** The books of a client; the only writer of its counters. */
export class Account {
  readonly #metrics: Pick<SelfMetrics, "add">;
  #recorded = 0;
  #delivered = 0;
  #duplicates = 0;
  #notExported = 0;
  #retried = 0;
  readonly #dropped = Object.fromEntries(DROP_REASONS.map((reason) => [reason, 0])) as Record<DropReason, number>;
  #lastError: SigilError | undefined;

  /** Every count goes to the metrics too. */
  constructor(metrics: Pick<SelfMetrics, "add">) {
    this.#metrics = metrics;
  }

  countRecorded(): void {
    this.#recorded += 1;
    this.#metrics.add("generationsRecorded", 1);
  }

  countDelivered(isDuplicate: boolean): void {
    this.#delivered += 1;
    this.#metrics.add("generationsDelivered", 1);
    if (!isDuplicate) return;
    this.#duplicates += 1;
    this.#metrics.add("generationsDuplicate", 1);
  }

  countNotExported(): void {
    this.#notExported += 1;
    this.#metrics.add("generationsNotExported", 1);
  }

  countRetried(records: number): void {
    this.#retried += records;
    this.#metrics.add("generationsRetried", records);
  }

  countDropped(reason: DropReason, records: number, error: SigilError): void {
    this.#dropped[reason] += records;
    this.#lastError = error;
    this.#metrics.add("generationsDropped", records, reason);
  }

  get lastError(): SigilError | undefined {
    return this.#lastError;
  }

  get delivered(): number {
    return this.#delivered;
  }

  get droppedTotal(): number {
    return Object.values(this.#dropped).reduce((sum, count) => sum + count, 0);
  }

  counts(): RecordCounts {
    return {
      recorded: this.#recorded,
      delivered: this.#delivered,
      duplicates: this.#duplicates,
      notExported: this.#notExported,
      dropped: { ...this.#dropped },
      retried: this.#retried,
    };
  }
}
