// SPDX-License-Identifier: Apache-2.0
import { DROP_REASONS, type DropReason } from "../../generated/ts/drop-reasons.js";
import type { SigilError } from "../errors/sigil-error.js";

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
  /** Sends of a record after an attempt that failed; those of the halves of a batch that was split do not count. */
  readonly retried: number;
}

/** The books of a client; the only writer of its counters. */
export class Account {
  readonly #counts = { recorded: 0, delivered: 0, duplicates: 0, notExported: 0, retried: 0 };
  readonly #dropped = Object.fromEntries(DROP_REASONS.map((reason) => [reason, 0])) as Record<DropReason, number>;
  #droppedTotal = 0;
  #lastError: SigilError | undefined;

  count(counter: Exclude<keyof RecordCounts, "dropped">, records = 1): void {
    this.#counts[counter] += records;
  }

  countDropped(reason: DropReason, records: number, error: SigilError): void {
    this.#dropped[reason] += records;
    this.#droppedTotal += records;
    this.#lastError = error;
  }

  /** Error of the latest loss. */
  get lastError(): SigilError | undefined {
    return this.#lastError;
  }

  get droppedTotal(): number {
    return this.#droppedTotal;
  }

  /** A copy that later counts do not change. */
  counts(): RecordCounts {
    return { ...this.#counts, dropped: { ...this.#dropped } };
  }
}
