// SPDX-License-Identifier: Apache-2.0
import { GEN_AI_OPERATION_NAME_VALUE_STREAM_TEXT } from "../../generated/ts/attribute-values.js";
import type { Generation } from "../../generated/ts/models.js";
import type { ComputedValues } from "../../generated/ts/span-input.js";

/** Tool calls in the output; they survive every capture mode, so the mode never changes the metric. */
export function toolCallCount(record: Generation): number {
  return (record.output ?? []).reduce((count, message) => count + message.parts.filter((part) => part.kind === "tool_call").length, 0);
}

/** Time to first token counts for plain streaming operations, when the token did not come before the start. */
export function firstTokenValues(record: Generation, firstTokenAt: Date | undefined, startedAt: Date): Pick<ComputedValues, "timeToFirstTokenSeconds" | "timeToFirstTokenApplies"> {
  if (firstTokenAt === undefined) return { timeToFirstTokenApplies: false };
  const timeToFirstTokenSeconds = (firstTokenAt.getTime() - startedAt.getTime()) / 1000;
  return {
    timeToFirstTokenSeconds,
    timeToFirstTokenApplies: record.operationName === GEN_AI_OPERATION_NAME_VALUE_STREAM_TEXT && timeToFirstTokenSeconds >= 0,
  };
}
