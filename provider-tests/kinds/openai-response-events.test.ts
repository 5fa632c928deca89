// SPDX-License-Identifier: Apache-2.0
import type OpenAI from "openai";
import type { MessagePart } from "sigil-sdk";
import { fromStream, toObserveOptions } from "sigil-sdk/openai";
import { describe, expect, it } from "vitest";
import { call, partsOf, result, text, thinking } from "./cases.js";
import { AT, RESPONSE_EVENTS } from "./openai-response-events.js";

type Event = OpenAI.Responses.ResponseStreamEvent;

const REQUEST: OpenAI.Responses.ResponseCreateParamsStreaming = { model: "gpt-5", input: "", stream: true };

function mapEvents(...events: readonly unknown[]): MessagePart[] {
  return partsOf(fromStream(REQUEST, { events: events as Event[] }).output);
}

describe("an event of a response", () => {
  it.each(Object.entries(RESPONSE_EVENTS))("%s", (_, { given, becomes }) => {
    expect(mapEvents(given)).toEqual(becomes);
  });

  it.each(Object.entries(RESPONSE_EVENTS))("%s is the first token when it shows something", (_, { given, becomes }) => {
    expect(toObserveOptions(REQUEST).isFirstToken?.(given)).toBe(becomes.length > 0);
  });

  it("of a part or an item that begins with white space is the first token", () => {
    const part = (shown: string): object => ({ type: "output_text", text: shown, annotations: [] });
    const added = (shown: string): readonly object[] => [
      { type: "response.content_part.added", ...AT, part: part(shown) },
      {
        type: "response.output_item.added",
        ...AT,
        item: { type: "message", role: "assistant", content: [part(shown)] },
      },
    ];
    const { isFirstToken } = toObserveOptions(REQUEST);
    const isFirst = (event: object): unknown => isFirstToken?.(event as never);
    expect([...added(""), ...added(" ")].map(isFirst)).toEqual([false, false, true, true]);
  });

  it("of a type that nobody knows changes nothing", () => {
    const later = { type: "response.hologram.delta", ...AT, delta: "x" };
    expect(mapEvents(RESPONSE_EVENTS["response.output_text.delta"].given, later)).toEqual([text("H", "output_text")]);
  });
});

describe("pieces of a shell's commands", () => {
  it("belong to the item and the command that they name, and what they print to its result", () => {
    const command = { type: "response.shell_call_command.delta", ...AT };
    const printed = { type: "response.shell_call_output_content.delta", ...AT, output_index: 1, command_index: 0 };
    const item = { type: "shell_call", call_id: "c_1", action: { commands: [] } };
    const parts = mapEvents(
      { type: "response.output_item.added", ...AT, item },
      { ...command, command_index: 0, delta: "l" },
      { ...command, command_index: 0, delta: "s" },
      { ...command, command_index: 1, delta: "pwd" },
      { ...printed, delta: { stdout: "a" } },
      { ...printed, delta: { stdout: "b", stderr: "c" } },
    );
    expect(parts).toEqual([
      call("c_1", "shell", { commands: ["ls", "pwd"] }, "shell_call"),
      result(undefined, { name: "shell_call_output", json: [{ stderr: "c", stdout: "ab" }] }, "shell_call_output"),
    ]);
    // The caller's own event stays as it was.
    expect(item.action.commands).toEqual([]);
  });
});

describe("pieces of a transcript, which name no item", () => {
  it("go on with what was said before, and stand behind what came otherwise", () => {
    const said = { type: "response.audio.transcript.delta", sequence_number: 1 };
    const parts = mapEvents(
      RESPONSE_EVENTS["response.reasoning_summary_text.done"].given,
      { ...said, delta: "Hel" },
      { ...said, delta: "lo" },
    );
    expect(parts).toEqual([thinking("In short.", "reasoning"), text("Hello", "audio_transcript")]);
  });
});
