// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { GenerationResult } from "../../../generated/ts/models.js";
import * as gemini from "../../gemini/index.js";
import * as openai from "../../openai/index.js";

type Index = number | undefined;

// As data, whatever the entry's types say.
const CHAT = { model: "m", messages: [] } as never;
const CONTENT = { model: "m", contents: "x" } as never;

/** One choice with its index as text and as reason, whole or as a chunk has it. */
const toChoice = (member: "message" | "delta", index: Index): unknown => ({
  index,
  [member]: { content: `said by ${index}` },
  finish_reason: `end of ${index}`,
});
const toCandidate = (index: Index): unknown => ({
  index,
  content: { parts: [{ text: `said by ${index}` }] },
  finishReason: `end of ${index}`,
});

/** What a whole answer with these choices becomes, and what chunks with one of them each do. */
const WAYS: Readonly<Record<string, (indexes: readonly Index[]) => GenerationResult>> = {
  "a chat completion": (indexes) =>
    openai.fromRequestResponse(CHAT, {
      choices: indexes.map((index) => toChoice("message", index)),
    } as never),
  "a streamed chat completion": (indexes) =>
    openai.fromStream(CHAT, { events: indexes.map((index) => ({ choices: [toChoice("delta", index)] }) as never) }),
  "a response of Gemini": (indexes) =>
    gemini.fromRequestResponse(CONTENT, { candidates: indexes.map(toCandidate) } as never),
  "a streamed response of Gemini": (indexes) =>
    gemini.fromStream(CONTENT, { events: indexes.map((index) => ({ candidates: [toCandidate(index)] }) as never) }),
};

function view({ output, stopReason, metadata }: GenerationResult): unknown {
  const texts = output?.flatMap(({ parts }) => parts.map((part) => (part.kind === "text" ? part.text : part.kind)));
  return [texts, stopReason, metadata];
}

const count = (choices: number): object => ({ "sigil.gen_ai.response.choice_count": choices });

describe.each(Object.entries(WAYS))("of the choices of %s", (_, map) => {
  it.each([
    { title: "the one with index 0 is shown", indexes: [0, 1], shown: 0, metadata: count(2) },
    { title: "the one with index 0 is shown when it comes last", indexes: [2, 1, 0], shown: 0, metadata: count(3) },
    { title: "the first is shown when none has index 0", indexes: [2, 1], shown: 2, metadata: count(2) },
    { title: "the only one is shown, whatever its index", indexes: [1], shown: 1, metadata: {} },
    { title: "the only one is shown without an index", indexes: [undefined], shown: undefined, metadata: {} },
  ])("$title", ({ indexes, shown, metadata }) => {
    expect(view(map(indexes))).toEqual([[`said by ${shown}`], `end of ${shown}`, metadata]);
  });
});

it("choices without an index are told apart by their place", () => {
  const chunk = { choices: ["A", "B"].map((content) => ({ delta: { content }, finish_reason: "stop" })) };
  const mapped = openai.fromStream(CHAT, { events: [chunk, chunk] as never[] });
  expect(view(mapped)).toEqual([["AA"], "stop", count(2)]);
});

it("an index costs no more than the choice that has it", () => {
  const events = [{ choices: [toChoice("delta", 1e9)] }] as never[];
  expect(view(openai.fromStream(CHAT, { events }))).toEqual([["said by 1000000000"], "end of 1000000000", {}]);
});
