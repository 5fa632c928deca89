// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { count, member, pieces, text, toolName } from "./pieces.js";

const modelPart = fc.oneof(
  fc.record({ kind: fc.constant("text" as const), pieces: pieces(text) }),
  fc.record({ kind: fc.constant("thought" as const), pieces: pieces(text) }),
  fc.record({
    kind: fc.constant("call" as const),
    name: toolName,
    args: fc.dictionary(toolName, member, { maxKeys: 2 }),
  }),
);

/** A whole answer of Gemini, and a stream of the same. */
export const modelStreams: fc.Arbitrary<{ readonly whole: object; readonly chunks: readonly object[] }> = fc
  .record({ parts: fc.array(modelPart, { minLength: 1, maxLength: 5 }), prompt: count, candidates: count })
  .map(({ parts, prompt, candidates }) => {
    const usage = { promptTokenCount: prompt, candidatesTokenCount: candidates, totalTokenCount: prompt + candidates };
    const chunk = (given: readonly object[], fields: object = {}): object => ({
      responseId: "g-1",
      modelVersion: "m-2",
      candidates: [{ index: 0, content: { role: "model", parts: given }, ...fields }],
    });
    const partOf = (given: (typeof parts)[number], value: string): object =>
      given.kind === "call"
        ? { functionCall: { name: given.name, args: given.args } }
        : { text: value, ...(given.kind === "thought" && { thought: true }) };
    // Neighbours of one kind cannot be told apart in a stream, so that a whole answer has them as one.
    const merged: object[] = [];
    const pieces: object[] = [];
    let last: (typeof parts)[number]["kind"] | undefined;
    for (const given of parts) {
      const texts = given.kind === "call" ? [""] : given.pieces;
      pieces.push(...texts.map((value) => partOf(given, value)));
      const joined = partOf(given, texts.join(""));
      const before = merged.at(-1) as { text?: string } | undefined;
      if (given.kind !== "call" && given.kind === last && before !== undefined)
        before.text += (joined as { text: string }).text;
      else merged.push(joined);
      last = given.kind;
    }
    return {
      whole: { ...chunk(merged, { finishReason: "STOP" }), usageMetadata: usage },
      chunks: [
        ...pieces.map((piece) => chunk([piece])),
        { ...chunk([], { finishReason: "STOP" }), usageMetadata: usage },
      ],
    };
  });
