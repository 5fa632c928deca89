// SPDX-License-Identifier: Apache-2.0
// For any stream: what the accumulator makes of the events is what the mapper makes of the SDK helper's final object, and where
// the bytes are cut changes nothing.
import fc from "fast-check";
import { fromRequestResponse as fromMessage, fromStream as fromMessageStream } from "sigil-sdk/anthropic";
import { fromRequestResponse as fromContent, fromStream as fromContentStream } from "sigil-sdk/gemini";
import { fromRequestResponse, fromStream } from "sigil-sdk/openai";
import { describe, expect, it } from "vitest";
import type { GenerationResult } from "../generated/ts/models.js";
import { createTestClient } from "../src/testing-support/create-test-client.js";
import type { SampleEvent } from "../src/testing-support/provider-samples.js";
import { anthropic, createAnthropic, createOpenAI, openai, readAll } from "./support/clients.js";
import { frame } from "./support/provider-server.js";
import { chatStreams } from "./support/streams-of/chat.js";
import { messageStreams } from "./support/streams-of/messages.js";
import { modelStreams } from "./support/streams-of/models.js";
import { responseStreams } from "./support/streams-of/responses.js";

const URL = "http://127.0.0.1:1";

/** Answers every request with the same events, in pieces of bytes, without any connection. */
function replay(events: readonly SampleEvent[], cuts: readonly number[] = []): typeof fetch {
  const bytes = new TextEncoder().encode(events.map(frame).join(""));
  return async () => {
    const ends = [...new Set([...cuts.map((cut) => cut % bytes.length), bytes.length])].sort(
      (left, right) => left - right,
    );
    let start = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const end = ends.shift();
        if (end === undefined) controller.close();
        else if (end > start) controller.enqueue(bytes.slice(start, end));
        else controller.enqueue(new Uint8Array());
        start = end ?? start;
      },
    });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  };
}

/** Without what only a stream says about itself. */
function content({ mode: _, ...result }: GenerationResult): unknown {
  return JSON.parse(JSON.stringify(result));
}

const CHAT = { model: "m-1", messages: [{ role: "user", content: "Hi" }] };
const RESPONSE = { model: "m-1", input: "Hi" };
const MESSAGE = { model: "m-1", max_tokens: 64, messages: [{ role: "user", content: "Hi" }] };

describe("the accumulator equals the mapping of the helper's final object", () => {
  it("for chat completions", async () => {
    await fc.assert(
      fc.asyncProperty(chatStreams, async (stream) => {
        const client = createOpenAI(URL, { fetch: replay(stream) });
        const final = await client.chat.completions.stream(CHAT as never).finalChatCompletion();
        const events = await readAll(
          (await client.chat.completions.create({ ...CHAT, stream: true } as never)) as never,
        );
        expect(content(fromStream(CHAT as never, { events: events as never }))).toEqual(
          content(fromRequestResponse(CHAT as never, final)),
        );
      }),
    );
  });

  it("for messages", async () => {
    await fc.assert(
      fc.asyncProperty(messageStreams, async (stream) => {
        const client = createAnthropic(URL, { fetch: replay(stream) });
        const final = await client.messages.stream(MESSAGE as never).finalMessage();
        const events = await readAll((await client.messages.create({ ...MESSAGE, stream: true } as never)) as never);
        expect(content(fromMessageStream(MESSAGE as never, { events: events as never }))).toEqual(
          content(fromMessage(MESSAGE as never, final)),
        );
      }),
    );
  });

  it("for responses, also of what came before the last event", async () => {
    await fc.assert(
      fc.asyncProperty(responseStreams, async (stream) => {
        const client = createOpenAI(URL, { fetch: replay(stream) });
        const final = await client.responses.stream(RESPONSE as never).finalResponse();
        const events = (await readAll(
          (await client.responses.create({ ...RESPONSE, stream: true } as never)) as never,
        )) as { type: string }[];
        const mapped = fromRequestResponse(RESPONSE as never, final as never);
        expect(content(fromStream(RESPONSE as never, { events: events as never }))).toEqual(content(mapped));
        const deltas = events.filter(
          ({ type }) => type !== "response.completed" && type !== "response.output_item.done",
        );
        const partial = fromStream(RESPONSE as never, { events: deltas as never });
        expect([partial.output, partial.metadata?.["sigil.stream.outcome"]]).toEqual([mapped.output, "truncated"]);
      }),
    );
  });

  it("for Gemini, whose SDK has no helper, of the same answer in one piece", () => {
    const request = { model: "m-1", contents: "Hi" };
    fc.assert(
      fc.property(modelStreams, ({ whole, chunks }) => {
        expect(content(fromContentStream(request, { events: chunks as never }))).toEqual(
          content(fromContent(request, whole as never)),
        );
      }),
    );
  });
});

describe("cutting the bytes of a stream anywhere changes nothing", () => {
  const cuts = fc.array(fc.nat(), { maxLength: 40 });

  it.each([
    ["openai", openai, createOpenAI, chatStreams, CHAT, "chat.completions.create"],
    ["anthropic", anthropic, createAnthropic, messageStreams, MESSAGE, "messages.create"],
  ] as const)("of %s", async (_, provider, createClient, streams, request, call) => {
    await fc.assert(
      fc.asyncProperty(streams, cuts, async (stream, places) => {
        await using test = createTestClient();
        for (const fetch of [replay(stream), replay(stream, places)]) {
          const client = provider.wrap(createClient(URL, { fetch }), test.client);
          await readAll((await provider.call(client, call, { ...request, stream: true })) as AsyncIterable<unknown>);
        }
        const [whole, cut] = (await test.records()).map(({ id: _id, traceId: _trace, spanId: _span, ...rest }) => rest);
        expect(cut).toEqual(whole);
        expect(cut?.stopReason).toBeDefined();
      }),
      { numRuns: 50 },
    );
  });
});
