// SPDX-License-Identifier: Apache-2.0
import type { SampleEvent } from "../../src/testing-support/provider-samples.js";
import type { Provider } from "./clients.js";

/** A stream of each provider that gives a text in pieces, and the call that asks for it. */
export interface TextStream {
  readonly call: string;
  readonly request: object;
  /** All events; the pieces of the text are in those that `isText` finds. */
  readonly events: readonly SampleEvent[];
  /** Index of the first and of the last event with a piece of the text. */
  readonly firstText: number;
  readonly lastText: number;
  /** The stop reason of the last event. */
  readonly stopReason: string;
}

export function textStream(provider: Provider["name"], pieces: readonly string[], model = "test-model"): TextStream {
  return STREAMS[provider](pieces, model);
}

const STREAMS: Readonly<Record<Provider["name"], (pieces: readonly string[], model: string) => TextStream>> = {
  openai: chatStream,
  anthropic: messagesStream,
  gemini: modelsStream,
};

function chatStream(pieces: readonly string[], model: string): TextStream {
  const chunk = (delta: object, finishReason: string | null = null): SampleEvent => ({
    data: {
      id: "chatcmpl-1",
      object: "chat.completion.chunk",
      created: 1,
      model,
      choices: [{ index: 0, delta, finish_reason: finishReason, logprobs: null }],
    },
  });
  const texts = pieces.map((content) => chunk({ content }));
  return {
    call: "chat.completions.create",
    request: { model, stream: true, messages: [{ role: "user", content: "Hi" }] },
    events: [chunk({ role: "assistant", content: "" }), ...texts, chunk({}, "stop"), { raw: "[DONE]" }],
    firstText: 1,
    lastText: pieces.length,
    stopReason: "stop",
  };
}

function messagesStream(pieces: readonly string[], model: string): TextStream {
  const event = (type: string, data: object = {}): SampleEvent => ({ event: type, data: { type, ...data } });
  const usage = { input_tokens: 3, output_tokens: 1 };
  const message = { id: "msg_1", type: "message", role: "assistant", model, content: [], stop_reason: null, usage };
  const texts = pieces.map((text) => event("content_block_delta", { index: 0, delta: { type: "text_delta", text } }));
  return {
    call: "messages.create",
    request: { model, max_tokens: 64, stream: true, messages: [{ role: "user", content: "Hi" }] },
    events: [
      event("message_start", { message }),
      event("content_block_start", { index: 0, content_block: { type: "text", text: "" } }),
      ...texts,
      event("content_block_stop", { index: 0 }),
      event("message_delta", { delta: { stop_reason: "end_turn" }, usage: { output_tokens: 7 } }),
      event("message_stop"),
    ],
    firstText: 2,
    lastText: pieces.length + 1,
    stopReason: "end_turn",
  };
}

function modelsStream(pieces: readonly string[], model: string): TextStream {
  const chunk = (parts: readonly object[], finishReason?: string): SampleEvent => ({
    data: { responseId: "g-1", modelVersion: model, candidates: [{ content: { role: "model", parts }, finishReason }] },
  });
  return {
    call: "models.generateContentStream",
    request: { model, contents: "Hi" },
    events: [...pieces.map((text) => chunk([{ text }])), chunk([], "STOP")],
    firstText: 0,
    lastText: pieces.length - 1,
    stopReason: "STOP",
  };
}
