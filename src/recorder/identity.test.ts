// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { GenerationResult, GenerationStart, RecordingContext } from "../../generated/ts/models.js";
import type { SigilClientOptions } from "../../generated/ts/options.js";
import { withContext } from "../context/recording-context.js";
import { createTestClient } from "../testing-support/create-test-client.js";
import { EMBEDDING_START, GENERATION_START, TOOL_START } from "../testing-support/recording-inputs.js";

interface Layers {
  readonly client?: Pick<SigilClientOptions, "userId" | "agentName" | "agentVersion">;
  readonly context?: RecordingContext;
  readonly start?: Partial<GenerationStart>;
  readonly result?: GenerationResult;
}

/** Record and span of a generation for which the layers name an identity. */
async function recorded({ client = {}, context = {}, start = {}, result = {} }: Layers) {
  await using test = createTestClient(client);
  withContext(context, () => {
    const recorder = test.client.startGeneration({ ...GENERATION_START, ...start });
    recorder.setResult(result);
    recorder.end();
  });
  const [record] = await test.records();
  return { record, attributes: test.spans()[0]?.attributes };
}

const TITLE = "sigil.conversation.title";
const USER = "sigil.user.id";

describe("the conversation title", () => {
  it.each<[layers: Layers, title: string | undefined]>([
    [{ result: { conversationTitle: "Result" }, start: { conversationTitle: "Start" } }, "Result"],
    [{ start: { conversationTitle: "Start" }, context: { conversationTitle: "Context" } }, "Start"],
    [{ start: { conversationTitle: "" }, context: { conversationTitle: "Context" } }, "Context"],
    [{ context: { conversationTitle: "Context" }, start: { metadata: { [TITLE]: "Meta" } } }, "Context"],
    [{ start: { metadata: { [TITLE]: "Meta" } } }, "Meta"],
    [{ result: { metadata: { [TITLE]: " Meta " } } }, "Meta"],
    [{ start: { conversationTitle: "  Padded  " } }, "Padded"],
    [{ result: { conversationTitle: " \t " }, start: { conversationTitle: "Start" } }, "Start"],
    [{ start: { conversationTitle: "   " } }, undefined],
    [{}, undefined],
  ])("of %j is %j on span, record and metadata", async (layers, title) => {
    const { record, attributes } = await recorded(layers);
    expect([record?.conversationTitle, record?.metadata?.[TITLE], attributes?.[TITLE]]).toEqual([title, title, title]);
  });
});

describe("the user id", () => {
  it.each<[layers: Layers, userId: string | undefined]>([
    [{ result: { userId: "result" }, start: { userId: "start" } }, "result"],
    [{ start: { userId: " start " }, context: { userId: "context" } }, "start"],
    [{ context: { userId: "context" }, client: { userId: "client" } }, "context"],
    [{ client: { userId: "client" }, start: { metadata: { [USER]: "canonical" } } }, "client"],
    [{ start: { metadata: { [USER]: "canonical", "user.id": "legacy" } } }, "canonical"],
    [{ start: { metadata: { [USER]: "  ", "user.id": " legacy " } } }, "legacy"],
    [{ start: { metadata: { "user.id": 7 } } }, undefined],
    [{}, undefined],
  ])("of %j is %j on span, record and metadata", async (layers, userId) => {
    const { record, attributes } = await recorded(layers);
    const legacyOrBlank = userId === undefined ? layers.start?.metadata?.[USER] : userId;
    expect([record?.userId, record?.metadata?.[USER], attributes?.["user.id"]]).toEqual([
      userId,
      legacyOrBlank,
      userId,
    ]);
  });
});

describe("conversation and agent", () => {
  it.each<[layers: Layers, expected: string | undefined]>([
    [{ result: { conversationId: "result" }, start: { conversationId: "start" } }, "result"],
    [{ start: { conversationId: " start " }, context: { conversationId: "context" } }, " start "],
    [{ start: { conversationId: "  " }, context: { conversationId: "context" } }, "context"],
    [{ result: { conversationId: "" }, context: { conversationId: "context" } }, "context"],
    [{}, undefined],
  ])("the conversation id of %j is %j, untrimmed", async (layers, expected) => {
    const { record, attributes } = await recorded(layers);
    expect([record?.conversationId, attributes?.["gen_ai.conversation.id"]]).toEqual([expected, expected]);
  });

  it.each<[layers: Layers, name: string | undefined, version: string | undefined]>([
    [{ result: { agentName: "r", agentVersion: "4" }, start: { agentName: "s", agentVersion: "3" } }, "r", "4"],
    [{ start: { agentName: "s" }, context: { agentName: "c", agentVersion: "2" } }, "s", "2"],
    [{ context: { agentName: "c" }, client: { agentName: "k", agentVersion: "1" } }, "c", "1"],
    [{ client: { agentName: "k", agentVersion: "1" }, start: { agentName: " " } }, "k", "1"],
    [{}, undefined, undefined],
  ])("the agent of %j is %j %j", async (layers, name, version) => {
    const { record, attributes } = await recorded(layers);
    expect([record?.agentName, record?.agentVersion]).toEqual([name, version]);
    expect([attributes?.["gen_ai.agent.name"], attributes?.["gen_ai.agent.version"]]).toEqual([name, version]);
  });
});

describe("tools and embeddings", () => {
  const context = { conversationId: "conv-c", conversationTitle: " Title ", agentName: "agent-c", agentVersion: "2" };

  it("take conversation, title and agent of a tool from start, context and client", async () => {
    await using test = createTestClient({ agentVersion: "9" });
    withContext(context, () => {
      test.client.startToolExecution(TOOL_START).end();
      const own = { conversationId: "conv-s", conversationTitle: " Own ", agentName: "agent-s", agentVersion: " " };
      test.client.startToolExecution({ ...TOOL_START, ...own }).end();
    });
    test.client.startToolExecution(TOOL_START).end();
    const fixed = {
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": "weather",
      "sigil.sdk.name": "sdk-js",
    };
    expect(test.spans().map((span) => span.attributes)).toEqual([
      {
        ...fixed,
        "gen_ai.conversation.id": "conv-c",
        "sigil.conversation.title": "Title",
        "gen_ai.agent.name": "agent-c",
        "gen_ai.agent.version": "2",
      },
      {
        ...fixed,
        "gen_ai.conversation.id": "conv-s",
        "sigil.conversation.title": "Own",
        "gen_ai.agent.name": "agent-s",
        "gen_ai.agent.version": "2",
      },
      { ...fixed, "gen_ai.agent.version": "9" },
    ]);
  });

  it("take the agent of an embedding from start, context and client, and never a conversation", async () => {
    await using test = createTestClient({ agentName: "agent-k" });
    withContext(context, () => {
      test.client.startEmbedding(EMBEDDING_START).end();
      test.client.startEmbedding({ ...EMBEDDING_START, agentName: "agent-s" }).end();
    });
    test.client.startEmbedding(EMBEDDING_START).end();
    const fixed = {
      "gen_ai.operation.name": "embeddings",
      "sigil.sdk.name": "sdk-js",
      "gen_ai.provider.name": "openai",
      "gen_ai.request.model": "text-embedding-3-small",
    };
    expect(test.spans().map((span) => span.attributes)).toEqual([
      { ...fixed, "gen_ai.agent.name": "agent-c", "gen_ai.agent.version": "2" },
      { ...fixed, "gen_ai.agent.name": "agent-s", "gen_ai.agent.version": "2" },
      { ...fixed, "gen_ai.agent.name": "agent-k" },
    ]);
  });
});

it("is read when the recorder starts, not when it ends", async () => {
  await using test = createTestClient();
  const recorder = withContext({ conversationId: "at start" }, () => test.client.startGeneration(GENERATION_START));
  withContext({ conversationId: "at end", userId: "at end" }, () => recorder.end());
  expect((await test.records())[0]).toMatchObject({ conversationId: "at start", userId: undefined });
});
