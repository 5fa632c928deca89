// SPDX-License-Identifier: Apache-2.0
import type { Generation, Message } from "../generated/ts/models.js";

const PROSE =
  'The assistant looked at the "quarterly" report, noted three open questions and answered the first one in detail.\n' +
  "It then listed what is missing: figures for March, the owner of the budget, and a date for the next review.\n\n";

/** English text with quotes and line breaks; each call gives another string of the same length. */
export function prose(length: number, seed = 0): string {
  const start = (seed * 31) % PROSE.length;
  // Joining and splitting copies: a plain slice would share one parent string among all records.
  return [...PROSE.repeat(Math.ceil(length / PROSE.length) + 1).slice(start, start + length)].join("");
}

/** The same with a few characters outside of Latin-1, which doubles the memory per character in the engine. */
export function accentedProse(length: number, seed = 0): string {
  return `${prose(length - 12, seed)} — “done” 😀`;
}

function message(role: Message["role"], text: string): Message {
  return { role, parts: [{ kind: "text", text }] };
}

function base(seed: number): Generation {
  return {
    id: `gen_${seed.toString(16).padStart(16, "0")}`,
    conversationId: `conversation-${seed}`,
    operationName: "generateText",
    mode: "SYNC",
    traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
    spanId: "00f067aa0ba902b7",
    model: { provider: "openai", name: "gpt-4o-mini" },
    responseId: "chatcmpl-9XkPqzK1",
    responseModel: "gpt-4o-mini-2024-07-18",
    usage: { inputTokens: 1250, outputTokens: 310, totalTokens: 1560, cacheReadInputTokens: 1024 },
    stopReason: "stop",
    startedAt: new Date("2026-01-02T03:04:05.678Z"),
    completedAt: new Date("2026-01-02T03:04:07.901Z"),
    tags: { environment: "production", team: "search" },
    metadata: { "sigil.sdk.name": "sdk-js", "sigil.conversation.title": "Quarterly report", attempt: 1 },
    agentName: "report-assistant",
    agentVersion: "1.4.2",
    maxTokens: 1024,
    temperature: 0.2,
  };
}

/** Two short messages. */
export function smallRecord(seed = 0): Generation {
  return { ...base(seed), input: [message("user", "Hi!")], output: [message("assistant", "Hello, how can I help?")] };
}

/** A system prompt, a few turns with a tool call, and a tool definition: about 10 KiB. */
export function typicalRecord(seed = 0): Generation {
  return {
    ...base(seed),
    systemPrompt: prose(2_000, seed),
    input: [
      message("user", prose(1_500, seed + 1)),
      {
        role: "assistant",
        parts: [
          { kind: "text", text: prose(300, seed + 2) },
          {
            kind: "tool_call",
            toolCall: { id: "call_1", name: "search", inputJson: JSON.stringify({ query: prose(200) }) },
          },
        ],
      },
      {
        role: "tool",
        parts: [
          {
            kind: "tool_result",
            toolResult: { toolCallId: "call_1", name: "search", content: prose(3_000, seed + 3) },
          },
        ],
      },
    ],
    output: [message("assistant", accentedProse(2_000, seed + 4))],
    tools: [
      {
        name: "search",
        description: prose(200),
        type: "function",
        inputSchemaJson: JSON.stringify({
          type: "object",
          properties: { query: { type: "string", description: prose(300) } },
        }),
      },
    ],
  };
}

/** A long agent conversation of 250 messages, a fifth of them with characters outside of Latin-1: about 500 KiB. */
export function largeRecord(seed = 0): Generation {
  const input = Array.from({ length: 250 }, (_, index) => {
    const text = index % 5 === 0 ? accentedProse(2_000, seed + index) : prose(2_000, seed + index);
    return message(index % 2 === 0 ? "user" : "assistant", text);
  });
  return { ...typicalRecord(seed), input };
}
