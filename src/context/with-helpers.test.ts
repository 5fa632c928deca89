// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import type { RecordingContext } from "../../generated/ts/models.js";
import { currentScope } from "./recording-context.js";
import {
  withAgentName,
  withAgentVersion,
  withContentCaptureMode,
  withConversationId,
  withConversationTitle,
  withUserId,
} from "./with-helpers.js";

function here(): RecordingContext {
  return JSON.parse(JSON.stringify(currentScope().context)) as RecordingContext;
}

it.each([
  ["withConversationId", withConversationId, "conversationId"],
  ["withConversationTitle", withConversationTitle, "conversationTitle"],
  ["withUserId", withUserId, "userId"],
  ["withAgentName", withAgentName, "agentName"],
  ["withAgentVersion", withAgentVersion, "agentVersion"],
] as const)("%s sets its own field for the scope, and a blank value unsets it", async (_, helper, field) => {
  const inside = await helper("outer", async () => {
    await Promise.resolve();
    const nested = helper("inner", here);
    const unset = helper("  ", here);
    const unchanged = helper(undefined, here);
    return [here(), nested, unset, unchanged];
  });
  expect(inside).toEqual([{ [field]: "outer" }, { [field]: "inner" }, {}, { [field]: "outer" }]);
  expect(here()).toEqual({});
});

it("withContentCaptureMode sets the mode for the scope", () => {
  const modes = withContentCaptureMode("metadata_only", () => [here(), withContentCaptureMode("full", here)]);
  expect(modes).toEqual([{ contentCapture: "metadata_only" }, { contentCapture: "full" }]);
  expect(here()).toEqual({});
});

it("nests with the others, and hands on what the function returns or throws", () => {
  const result = withConversationId("conv-1", () => withAgentName("planner", () => withAgentVersion("1.2", here)));
  expect(result).toEqual({ conversationId: "conv-1", agentName: "planner", agentVersion: "1.2" });
  const error = new Error("own");
  const fail = (): never => {
    throw error;
  };
  expect(() => withUserId("user-1", fail)).toThrow(error);
});
