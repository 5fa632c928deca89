// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import * as anthropic from "../../anthropic/index.js";
import * as gemini from "../../gemini/index.js";
import * as openai from "../../openai/index.js";
import { createTestClient } from "../../testing-support/create-test-client.js";
import type { StreamSummary } from "./explicit.js";

const STREAM_START = { model: { provider: "openai", name: "m" } };
const CHAT = { model: "m", messages: [] } as never;
const RESPONSES = { model: "m", input: "x" } as never;
const CHAT_CHUNKS = ["a", "b"].map((content) => ({ choices: [{ index: 0, delta: { content } }] }));
const RESPONSE_EVENTS = [
  { type: "response.created", response: { id: "r", status: "in_progress", output: [] } },
  { type: "response.output_text.delta", output_index: 0, content_index: 0, delta: "a" },
];
const MESSAGE_EVENTS = [
  { type: "message_start", message: { id: "m", content: [], usage: { input_tokens: 1 } } },
  { type: "content_block_start", index: 0, content_block: { type: "text", text: "x" } },
  { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: {} },
];
const CHUNKS = [{ candidates: [{ content: { parts: [{ text: "x" }] }, finishReason: undefined }] }];

interface Mappers {
  fromRequestResponse(request: never, response: never): object;
  fromStream(request: never, summary: StreamSummary<never, never>, options?: object): object;
  toObserveOptions(request: never, options?: object): object;
  mapUsage(usage: never, mode?: "disjoint"): unknown;
  fromEmbedding?(request: never, response: never): object;
}

const STREAMS: readonly [name: string, mappers: Mappers, request: never, events: readonly object[]][] = [
  ["a chat completion", openai, CHAT, CHAT_CHUNKS],
  ["a response", openai, RESPONSES, RESPONSE_EVENTS],
  ["a message", anthropic, { model: "m", messages: [] } as never, MESSAGE_EVENTS],
  ["content of Gemini", gemini, { model: "m", contents: "x" } as never, CHUNKS],
];

const BOOM = new Error("boom");

/** What the recorder makes of a stream that is observed with the mapper's options. */
async function observe(
  mappers: Mappers,
  request: never,
  events: readonly object[],
  { end, options }: { end?: "break" | "throw"; options?: object } = {},
): Promise<Record<string, unknown>> {
  await using test = createTestClient({ contentCapture: "full" });
  async function* source(): AsyncGenerator<object> {
    yield* events;
    if (end === "throw") throw BOOM;
  }
  await test.client
    .startStreamingGeneration(STREAM_START, async (recorder) => {
      for await (const _ of recorder.observe(source(), mappers.toObserveOptions(request, options))) {
        if (end === "break") break;
      }
    })
    .catch((error: unknown) => expect(error).toBe(BOOM));
  const [record] = await test.records();
  return { ...record };
}

describe.each(STREAMS)("the stream of %s", (_, mappers, request, events) => {
  it.each([undefined, "break", "throw"] as const)(
    "ends as fromStream says, when observed and ended by %s",
    async (end) => {
      const { output, stopReason, usage, callError, metadata } = await observe(mappers, request, events, {
        ...(end && { end }),
      });
      const summary = {
        events: (end === "break" ? events.slice(0, 1) : events) as never[],
        ...(end === "break" && { outcome: "cancelled" as const }),
        ...(end === "throw" && { error: BOOM }),
      };
      const mapped = mappers.fromStream(request, summary) as Record<string, unknown>;
      const outcome = { undefined: "truncated", break: "cancelled", throw: "error" }[String(end)];
      expect([stopReason, (metadata as object)["sigil.stream.outcome" as never]]).toEqual([undefined, outcome]);
      expect({ output: output ?? [], stopReason, usage, callError }).toEqual({
        output: mapped["output"],
        stopReason: mapped["stopReason"],
        usage: mapped["usage"],
        callError: mapped["callError"],
      });
    },
  );

  it("is kept as its events when artifacts are wanted", async () => {
    const { artifacts } = await observe(mappers, request, events, { options: { rawArtifacts: true } });
    const kept = (artifacts as { kind: string; payload: string }[]).map(({ kind, payload }) => [kind, payload]);
    expect(kept.map(([kind]) => kind)).toEqual(["request", "provider_event"]);
    expect(JSON.parse(kept[1]?.[1] ?? "")).toEqual(JSON.parse(JSON.stringify(events)));
  });
});

describe("a response that is not finished", () => {
  it("has no stop reason in a stream, and its status when it is whole", () => {
    for (const status of ["queued", "in_progress"]) {
      const response = { id: "r", status, output: [] } as never;
      const events = [{ type: "response.created", response }] as never[];
      const streamed = openai.fromStream(RESPONSES, { events, outcome: "cancelled" });
      const whole = openai.fromRequestResponse(RESPONSES, response);
      expect([streamed.stopReason, whole.stopReason]).toEqual([undefined, status]);
    }
  });
});

describe.each([
  ["openai", openai],
  ["anthropic", anthropic],
  ["gemini", gemini],
] as [string, Mappers][])("mappers of %s", (_, mappers) => {
  const unreadable = new Proxy(
    {},
    {
      get: () => {
        throw new Error("unreadable");
      },
      ownKeys: () => {
        throw new Error("unreadable");
      },
    },
  );
  const GARBAGE = [
    undefined,
    null,
    "x",
    5,
    [],
    unreadable,
    { choices: unreadable, content: unreadable, candidates: unreadable, output: unreadable },
  ];

  it("do not throw, whatever they are given", () => {
    const request = { model: "m", messages: [], contents: "x", input: "x" };
    for (const odd of GARBAGE as never[]) {
      mappers.fromRequestResponse(odd, odd);
      mappers.fromStream(odd, odd as never);
      mappers.fromStream(request as never, { events: odd, finalResponse: odd, outcome: odd });
      mappers.toObserveOptions(odd);
      mappers.mapUsage(odd, "disjoint");
      mappers.fromEmbedding?.(odd, odd);
      expect(mappers.fromRequestResponse(request as never, odd)).toMatchObject({ model: { name: "m" } });
    }
  });

  it("do not throw when JSON is nested without an end", () => {
    let deep: unknown = { type: "text", text: "x" };
    for (let depth = 0; depth < 20_000; depth += 1) deep = { type: "search_result", content: [deep] };
    const request = { model: "m", messages: [{ role: "user", content: [deep] }] };
    expect(mappers.fromRequestResponse(request as never, { content: [deep] } as never)).toMatchObject({
      model: { provider: expect.any(String) },
    });
  });
});
