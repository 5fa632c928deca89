// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { CONTENT_CAPTURE_MODES } from "../../../generated/ts/enums.js";
import { wrapAnthropic } from "../../anthropic/index.js";
import { isSigilError } from "../../errors/sigil-error.js";
import { wrapGemini } from "../../gemini/index.js";
import { create, wrapOpenAI } from "../../openai/index.js";
import { createTestClient } from "../../testing-support/create-test-client.js";
import { ANSWER, onlyRecord, REQUEST, wrapped } from "../../testing-support/wrapped-method.js";

type Wrap = (client: never, sigil: never, options?: never) => unknown;

const CLIENTS: readonly [name: string, wrap: Wrap, client: object, missing: string][] = [
  ["wrapOpenAI", wrapOpenAI, { chat: { completions: { create: () => 1 } } }, "chat.completions.create"],
  ["wrapAnthropic", wrapAnthropic, { messages: { create: () => 1 } }, "messages.create"],
  ["wrapGemini", wrapGemini, { models: { generateContent: () => 1 } }, "models.generateContent"],
];

const OPTIONS = [
  "conversationId, conversationTitle, userId, agentName, agentVersion, tags, metadata, providerName, usageMode",
  "rawArtifacts, rawMedia, contentCapture, includeStreamUsage, suppressProviderSpans",
].join(", ");

/** The text of the error that is thrown, which is one of the SDK. */
function problemOf(fn: () => unknown): string {
  try {
    fn();
  } catch (error) {
    if (isSigilError(error, "config")) return error.message;
    throw error;
  }
  return "nothing was thrown";
}

describe.each(CLIENTS)("%s", (name, wrap, fake, missing) => {
  it.each([[undefined], [null], ["client"], [{}], [{ chat: 1, messages: 1, models: 1 }]])(
    "refuses %j, and names the method that is missing",
    async (client) => {
      await using test = createTestClient();
      expect(problemOf(() => wrap(client as never, test.client as never))).toBe(
        `${name}: the client has no method ${missing}`,
      );
    },
  );

  it("refuses what is no client of this SDK", () => {
    expect(problemOf(() => wrap(fake as never, {} as never))).toBe(
      `${name}: a SigilClient is expected, its method startGeneration is missing`,
    );
  });

  it.each([
    [{ usageMode: "net" }, 'usageMode: "net" is not one of reported, disjoint'],
    [{ usageMode: 7 }, "usageMode: 7 is not one of reported, disjoint"],
    [{ contentCapture: "all" }, `contentCapture: "all" is not one of ${CONTENT_CAPTURE_MODES.join(", ")}`],
    [{ conversationId: 7 }, "conversationId: a number is not a string"],
    [{ conversationTitle: [] }, "conversationTitle: a list is not a string"],
    [{ userId: true }, "userId: a boolean is not a string"],
    [{ agentName: {} }, "agentName: an object is not a string"],
    [{ agentVersion: 2 }, "agentVersion: a number is not a string"],
    [{ providerName: 5 }, "providerName: a number is not a string"],
    [{ tags: { a: 1 } }, "tags: an object is not an object of strings"],
    [{ tags: "a" }, "tags: a string is not an object of strings"],
    [{ metadata: "a" }, "metadata: a string is not an object"],
    [{ rawArtifacts: "yes" }, "rawArtifacts: a string is not a boolean"],
    [{ rawMedia: 1 }, "rawMedia: a number is not a boolean"],
    [{ usagemode: "net" }, `usagemode: there is no such option; known are ${OPTIONS}`],
    [7, "options: a number is not an object"],
  ])("refuses the options %j", async (options, problem) => {
    await using test = createTestClient();
    expect(problemOf(() => wrap(fake as never, test.client as never, options as never))).toBe(`${name}: ${problem}`);
  });
});

it.each(["", "  ", null, undefined])(
  "a provider without a name, such as %j, is the one of the client",
  async (name) => {
    await using test = createTestClient();
    const client = { chat: { completions: { create: async (_: unknown) => ANSWER } } };
    wrapOpenAI(client as never, test.client, { providerName: name as string, userId: null as never });
    await client.chat.completions.create(REQUEST);
    expect(await onlyRecord(test)).toMatchObject({ model: { provider: "openai", name: "gpt-5" } });
  },
);

describe("numbers of a request that are none", () => {
  it.each([{ temperature: Number.NaN }, { top_p: Number.POSITIVE_INFINITY }, { max_tokens: -1.5 }])(
    "are left out, and lose no recording: %j",
    async (odd) => {
      await using test = createTestClient();
      await wrapped(test, async () => ANSWER).create({ ...REQUEST, ...odd });
      const { temperature, topP, maxTokens } = (await onlyRecord(test)) ?? {};
      expect([temperature, topP, maxTokens, test.logs]).toEqual([undefined, undefined, undefined, []]);
    },
  );

  it("are on no span of an embedding", async () => {
    await using test = createTestClient();
    const answer = { data: [{ embedding: [1, 2] }], usage: { prompt_tokens: -4 } };
    const embeddings = { create: async (_: unknown) => answer };
    wrapOpenAI({ chat: { completions: { create: () => undefined } }, embeddings } as never, test.client);
    await embeddings.create({ model: "e", input: "a", dimensions: -1.5 });
    const [span] = test.spans();
    expect(span?.attributes).toMatchObject({ "gen_ai.embeddings.dimension.count": 2 });
    expect(Object.keys(span?.attributes ?? {})).not.toContain("gen_ai.usage.input_tokens");
    expect(Object.keys(span?.attributes ?? {})).not.toContain("error.type");
  });
});

it("a call of its own names what is missing too", async () => {
  await using test = createTestClient();
  const request = { model: "m", messages: [] };
  expect(problemOf(() => create({} as never, request, { sigil: test.client }))).toBe(
    "create: the client has no method chat.completions.create",
  );
});
