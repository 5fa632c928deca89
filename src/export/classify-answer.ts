// SPDX-License-Identifier: Apache-2.0
import { type AnswerClass, HTTP_ANSWERS, ITEM_PATTERNS } from "../../generated/ts/answers.js";
import { GRPC_ANSWERS, type GrpcAnswer } from "../../generated/ts/grpc-answers.js";
import { matchesStatus } from "../internal/matches-status.js";

/** Class of an HTTP status, and whether its `Retry-After` counts. Statuses that the table does not know are permanent. */
export function classifyHttpStatus(status: number): {
  readonly class: AnswerClass;
  readonly honoursRetryAfter: boolean;
} {
  const row = HTTP_ANSWERS.find((candidate) => matchesStatus(candidate.statuses, status));
  return { class: row?.class ?? "permanent", honoursRetryAfter: row?.hint === "retry_after" };
}

export type GrpcCondition = GrpcAnswer["condition"];

/** Row of a gRPC status: per status, the first whose condition holds. `conditions` are those that are no matter of text. */
export function findGrpcAnswer(
  status: number,
  text: string,
  conditions: ReadonlySet<GrpcCondition>,
): GrpcAnswer | undefined {
  const lower = text.toLowerCase();
  return GRPC_ANSWERS.find((row) => {
    if (row.status !== status) return false;
    return (
      row.condition === "always" ||
      conditions.has(row.condition) ||
      row.text?.some((words) => lower.includes(words)) === true
    );
  });
}

/** Class of an item that was not accepted, by its text. */
export function classifyItem(error: string): AnswerClass {
  const text = error.toLowerCase();
  const row = ITEM_PATTERNS.find(({ match, text: patterns }) => {
    if (match === "any") return true;
    return patterns.some((pattern) =>
      match === "starts_with" ? text.startsWith(pattern.toLowerCase()) : text.includes(pattern.toLowerCase()),
    );
  });
  return row?.class ?? "permanent";
}
