// SPDX-License-Identifier: Apache-2.0
import { CLASS_DROP_REASONS } from "../../generated/ts/answers.js";
import type { DropReason } from "../../generated/ts/drop-reasons.js";
import { printable } from "../errors/printable.js";
import { stripContent } from "../errors/scrub.js";
import type { SigilError } from "../errors/sigil-error.js";
import { isRecord } from "../internal/is-record.js";
import type { QueuedGeneration } from "../queue/generation-queue.js";
import { classifyItem } from "./classify-answer.js";
import { createExportError, createFault, ExportFailure } from "./export-failure.js";

export interface ItemSinks {
  readonly onDelivered: (queued: QueuedGeneration, isDuplicate: boolean) => void;
  readonly onDropped: (batch: readonly QueuedGeneration[], reason: DropReason, error: SigilError) => void;
}

/** Records that need another request, and why. */
export interface Unsettled {
  readonly left: readonly QueuedGeneration[];
  readonly failure: ExportFailure;
}

/**
 * Gives each record the answer for it. An answer of the wrong shape settles nothing and throws: a captive portal's page is
 * no success (contract faults.1).
 */
export function settleItems(batch: readonly QueuedGeneration[], results: unknown, sinks: ItemSinks): Unsettled {
  const left: QueuedGeneration[] = [];
  let problem = "";
  for (const { queued, isAccepted, error } of checkResults(batch, results)) {
    const answerClass = isAccepted ? "done" : classifyItem(error);
    if (answerClass === "done" || answerClass === "duplicate") {
      sinks.onDelivered(queued, answerClass === "duplicate");
      continue;
    }
    problem = printable(stripContent(error)) || "the ingest gave no reason";
    if (answerClass === "retry") left.push(queued);
    else sinks.onDropped([queued], CLASS_DROP_REASONS[answerClass] ?? "rejected", rejection(queued, problem));
  }
  return { left, failure: new ExportFailure("retry", createExportError("transport", problem)) };
}

function rejection(queued: QueuedGeneration, problem: string): SigilError {
  return createExportError("rejected", problem, { details: { id: queued.id } });
}

interface CheckedResult {
  readonly queued: QueuedGeneration;
  readonly isAccepted: boolean;
  readonly error: string;
}

/** Copied before anything is settled: results of a custom exporter may be anything. */
function checkResults(batch: readonly QueuedGeneration[], results: unknown): readonly CheckedResult[] {
  if (!Array.isArray(results)) throw createFault("exporter", "the exporter returned no list of results");
  if (results.length !== batch.length)
    throw createFault("count_mismatch", `the answer has ${results.length} results for ${batch.length} generations`);
  return batch.map((queued, index) => checkResult(queued, results[index]));
}

function checkResult(queued: QueuedGeneration, result: unknown): CheckedResult {
  if (!isRecord(result)) throw createFault("unexpected_body", "a result is no object");
  const { generationId, accepted, error } = result;
  // The ingest gives a record without an id one of its own.
  if (generationId && queued.id !== "" && generationId !== queued.id)
    throw createFault("id_mismatch", "a result names another generation than the one at its place");
  return { queued, isAccepted: accepted === true, error: typeof error === "string" ? error : "" };
}
