// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { findConversationProblem, findRowProblem } from "./storage-limits.js";
import { buildGeneration } from "./testing/build-generation.js";

const tooLong = (column: string): string => `Error 1406 (22001): Data too long for column '${column}' at row 1`;

describe("findRowProblem", () => {
  it("accepts the longest values, counted in characters and not in bytes", () => {
    const generation = buildGeneration({ id: "😀".repeat(255), conversationId: ` ${"ä".repeat(255)} ` });
    expect(findRowProblem("t".repeat(128), generation, 16 * 1024 * 1024 - 1)).toBeUndefined();
  });

  it.each([
    ["a blank id", "t", buildGeneration({ id: " \t" }), 1, "generation.id is required"],
    ["a long tenant", "t".repeat(129), buildGeneration(), 1, `persist generation: ${tooLong("tenant_id")}`],
    ["a long id", "t", buildGeneration({ id: "i".repeat(256) }), 1, `persist generation: ${tooLong("generation_id")}`],
    [
      "a long conversation id",
      "t",
      buildGeneration({ conversationId: "c".repeat(256) }),
      1,
      `persist generation: ${tooLong("conversation_id")}`,
    ],
    ["a payload of 16 MiB", "t", buildGeneration(), 16 * 1024 * 1024, `persist generation: ${tooLong("payload")}`],
  ])("refuses %s", (_name, tenant, generation, bytes, text) => {
    expect(findRowProblem(tenant, generation, bytes)).toBe(text);
  });
});

describe("findConversationProblem", () => {
  it.each([
    ["sigil.conversation.title", 1024, "conversation_title"],
    ["conversation_title", 1024, "conversation_title"],
    ["sigil.user.id", 255, "user_id"],
    ["user.id", 255, "user_id"],
  ])("limits the value of %s to %i characters", (key, max, column) => {
    const build = (length: number) => buildGeneration({ conversationId: "c", metadata: { [key]: "x".repeat(length) } });
    expect(findConversationProblem(build(max))).toBeUndefined();
    expect(findConversationProblem(build(max + 1))).toBe(tooLong(column));
  });

  it("prefers the newer key over the older one", () => {
    const metadata = { "sigil.user.id": "u", "user.id": "x".repeat(256) };
    expect(findConversationProblem(buildGeneration({ conversationId: "c", metadata }))).toBeUndefined();
  });

  it("checks nothing when there is no conversation", () => {
    const metadata = { "sigil.user.id": "x".repeat(256) };
    expect(findConversationProblem(buildGeneration({ conversationId: " ", metadata }))).toBeUndefined();
  });
});
