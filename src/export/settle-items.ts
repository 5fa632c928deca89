// SPDX-License-Identifier: Apache-2.0
import { CLASS_DROP_REASONS, type DropReason } from "../../generated/ts/answers.js";
import { printable } from "../errors/printable.js";
import { createSigilError, type SigilError } from "../errors/sigil-error.js";
import type { QueuedGeneration } from "../queue/generation-queue.js";
import { classifyItem } from "./classify-answer.js";
import { createFault, ExportFailure } from "./export-failure.js";
import type { ItemResult } from "./generation-exporter.js";

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
 * no success (contract faults section 1).
 */
export function settleItems(batch: readonly QueuedGeneration[], results: unknown, sinks: ItemSinks): Unsettled {
  const answers = checkedResults(batch, results);
  const left: QueuedGeneration[] = [];
  let problem = "";
  batch.forEach((queued, index) => {
    const answer = answers[index];
    const answerClass = answer?.accepted === true ? "done" : classifyItem(answer?.error);
    if (answerClass === "done" || answerClass === "duplicate") return sinks.onDelivered(queued, answerClass === "duplicate");
    problem = printable(answer?.error || "no reason given");
    if (answerClass === "retry") left.push(queued);
    else sinks.onDropped([queued], CLASS_DROP_REASONS[answerClass] ?? "rejected", createSigilError("rejected", { problem }, { details: { id: queued.id } }));
  });
  return { left, failure: new ExportFailure("retry", createSigilError("transport", { problem })) };
}

function checkedResults(batch: readonly QueuedGeneration[], results: unknown): readonly ItemResult[] {
  if (!Array.isArray(results)) throw createFault("unexpected_body", "the answer holds no list of results");
  if (results.length !== batch.length) throw createFault("count_mismatch", `the answer has ${results.length} results for ${batch.length} records`);
  const answers = results as readonly (ItemResult | null | undefined)[];
  const isForeign = answers.some((answer, index) => {
    const id = answer?.generationId;
    return typeof answer !== "object" || answer === null || (id !== undefined && id !== "" && id !== batch[index]?.id);
  });
  if (isForeign) throw createFault("id_mismatch", "a result names another record than the one at its place");
  return answers as readonly ItemResult[];
}
