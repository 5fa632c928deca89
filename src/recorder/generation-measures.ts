// SPDX-License-Identifier: Apache-2.0
import { GEN_AI_OPERATION_NAME_VALUE_STREAM_TEXT } from "../../generated/ts/attribute-values.js";
import type { Generation } from "../../generated/ts/models.js";
import type { ComputedValues } from "../../generated/ts/span-input.js";
import { elements } from "../internal/elements.js";

/** Tool calls in the output; they survive every capture mode, so the mode never changes the metric. */
export function toolCallCount(record: Generation): number {
  const parts = elements(record.output).flatMap((message) => elements(message.parts));
  return parts.filter((part) => part.kind === "tool_call").length;
}

/** Time to first token counts for plain streaming operations, when the token did not come before the start. */
export function firstTokenValues(
  record: Generation,
  firstTokenAt: Date | undefined,
  startedAt: Date,
): Pick<ComputedValues, "timeToFirstTokenSeconds" | "timeToFirstTokenApplies"> {
  if (firstTokenAt === undefined) return { timeToFirstTokenApplies: false };
  const timeToFirstTokenSeconds = (firstTokenAt.getTime() - startedAt.getTime()) / 1000;
  return {
    timeToFirstTokenSeconds,
    timeToFirstTokenApplies:
      record.operationName === GEN_AI_OPERATION_NAME_VALUE_STREAM_TEXT && timeToFirstTokenSeconds >= 0,
  };
}
