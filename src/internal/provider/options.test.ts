// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { wrapAnthropic } from "../../anthropic/index.js";
import { isSigilError } from "../../errors/sigil-error.js";
import { wrapGemini } from "../../gemini/index.js";
import { create, wrapOpenAI } from "../../openai/index.js";
import { createTestClient } from "../../testing-support/create-test-client.js";

type Wrap = (client: never, sigil: never, options?: never) => unknown;

const CLIENTS: readonly [name: string, wrap: Wrap, client: object, missing: string][] = [
  ["wrapOpenAI", wrapOpenAI, { chat: { completions: { create: () => 1 } } }, "chat.completions.create"],
  ["wrapAnthropic", wrapAnthropic, { messages: { create: () => 1 } }, "messages.create"],
  ["wrapGemini", wrapGemini, { models: { generateContent: () => 1 } }, "models.generateContent"],
];

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
    [7, "options: an object is expected"],
  ])("refuses the options %j", async (options, problem) => {
    await using test = createTestClient();
    expect(problemOf(() => wrap(fake as never, test.client as never, options as never))).toBe(`${name}: ${problem}`);
  });
});

it("a call of its own names what is missing too", async () => {
  await using test = createTestClient();
  const request = { model: "m", messages: [] };
  expect(problemOf(() => create({} as never, request, { sigil: test.client }))).toBe(
    "create: the client has no method chat.completions.create",
  );
});
