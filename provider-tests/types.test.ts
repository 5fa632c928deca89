// SPDX-License-Identifier: Apache-2.0
// What the compiler makes of the entries; the functions are never called.
import Anthropic from "@anthropic-ai/sdk";
import { type EmbedContentResponse, type GenerateContentResponse, GoogleGenAI } from "@google/genai";
import OpenAI, { AzureOpenAI } from "openai";
import type { GenerationRecorder, SigilClient } from "sigil-sdk";
import {
  createBeta,
  create as createMessage,
  fromRequestResponse as fromMessage,
  fromStream as fromMessageStream,
  mapUsage as mapMessageUsage,
  toObserveOptions as observeMessages,
  wrapAnthropic,
} from "sigil-sdk/anthropic";
import { createStream, createEmbedding as embedContent, create as generate, wrapGemini } from "sigil-sdk/gemini";
import { create, createEmbedding, wrapOpenAI } from "sigil-sdk/openai";
import { expectTypeOf, it } from "vitest";

declare const sigil: SigilClient;
declare const recorder: GenerationRecorder;

class OwnClient extends OpenAI {
  readonly own = 1;
}

it("a wrapped client has the type of the client", () => {
  const wrap = (): unknown => [
    expectTypeOf(wrapOpenAI(new OwnClient(), sigil)).toEqualTypeOf<OwnClient>(),
    expectTypeOf(wrapAnthropic(new Anthropic(), sigil)).toEqualTypeOf<Anthropic>(),
    expectTypeOf(wrapGemini(new GoogleGenAI({}), sigil)).toEqualTypeOf<GoogleGenAI>(),
  ];
  expectTypeOf(wrap).toBeFunction();
});

it("what is no client of the provider is an error of the compiler", () => {
  const wrap = (): unknown => [
    expectTypeOf(wrapOpenAI(new AzureOpenAI(), sigil)).toEqualTypeOf<AzureOpenAI>(),
    // @ts-expect-error it has no method that would be recorded
    wrapOpenAI({}, sigil),
    // @ts-expect-error a client of another provider
    wrapOpenAI(new Anthropic(), sigil),
    // @ts-expect-error a client of another provider
    wrapAnthropic(new OpenAI(), sigil),
    // @ts-expect-error a client of another provider
    wrapGemini(new OpenAI(), sigil),
  ];
  expectTypeOf(wrap).toBeFunction();
});

it("a call of which only the run time knows whether it is streamed gives either", () => {
  const call = async (isStreamed: boolean, openai: OpenAI, anthropic: Anthropic): Promise<void> => {
    const options = { sigil };
    const chat: OpenAI.ChatCompletionCreateParams = { model: "m", messages: [], stream: isStreamed };
    const response: OpenAI.Responses.ResponseCreateParams = { model: "m", input: "Hi", stream: isStreamed };
    const message = { model: "m", max_tokens: 1, messages: [], stream: isStreamed };
    const answers = [
      await create(openai, chat, options),
      await create(openai, { model: "m", messages: [], stream: isStreamed }, options),
    ] as const;
    expectTypeOf(answers[0]).extract<AsyncIterable<unknown>>().not.toBeNever();
    expectTypeOf(answers[1]).extract<OpenAI.ChatCompletion>().not.toBeNever();
    const given = await create(openai, response, options);
    expectTypeOf(given).extract<OpenAI.Responses.Response>().not.toBeNever();
    const told = await createMessage(anthropic, message, options);
    expectTypeOf(told).extract<AsyncIterable<Anthropic.RawMessageStreamEvent>>().not.toBeNever();
  };
  expectTypeOf(call).toBeFunction();
});

it("the beta of Anthropic has calls and mappers of its types", () => {
  type Beta = Anthropic.Beta.BetaMessage;
  const call = async (anthropic: Anthropic, message: Beta): Promise<void> => {
    const request: Anthropic.Beta.MessageCreateParams = { model: "m", max_tokens: 1, messages: [] };
    fromMessage(request, message);
    fromMessageStream(request, { events: [] as Anthropic.Beta.BetaRawMessageStreamEvent[], finalResponse: message });
    mapMessageUsage(message.usage, "disjoint");
    const whole = await createBeta(anthropic, { ...request, stream: false }, { sigil });
    expectTypeOf(whole.content).toEqualTypeOf<Beta["content"]>();
    const stream = await createBeta(anthropic, { ...request, stream: true }, { sigil });
    for await (const event of recorder.observe(stream, observeMessages(request))) {
      expectTypeOf(event).toEqualTypeOf<Anthropic.Beta.BetaRawMessageStreamEvent>();
    }
  };
  expectTypeOf(call).toBeFunction();
});

it("a call of OpenAI has the type of the client's own method, by its request", async () => {
  const openai = new OpenAI({ apiKey: "none" });
  const call = async (): Promise<void> => {
    const options = { sigil };
    const chat = { model: "m", messages: [] };
    expectTypeOf(await create(openai, chat, options)).toEqualTypeOf<OpenAI.ChatCompletion & WithId>();
    for await (const chunk of await create(openai, { ...chat, stream: true }, options)) {
      expectTypeOf(chunk).toEqualTypeOf<OpenAI.ChatCompletionChunk>();
    }
    const response = { model: "m", input: "Hi" };
    expectTypeOf(await create(openai, response, options)).toEqualTypeOf<OpenAI.Responses.Response & WithId>();
    for await (const event of await create(openai, { ...response, stream: true }, options)) {
      expectTypeOf(event).toEqualTypeOf<OpenAI.Responses.ResponseStreamEvent>();
    }
    expectTypeOf(await createEmbedding(openai, { model: "m", input: "Hi" }, options)).toEqualTypeOf<
      OpenAI.CreateEmbeddingResponse & WithId
    >();
    // @ts-expect-error a request is for one API or the other
    void create(openai, { model: "m", prompt: "Hi" }, options);
    // @ts-expect-error a call has to be recorded somewhere
    create(openai, chat, {});
  };
  expectTypeOf(call).toBeFunction();
});

it("a call of Anthropic and its events have the types of the SDK", () => {
  const call = async (anthropic: Anthropic): Promise<void> => {
    const request = { model: "m", max_tokens: 1, messages: [] };
    expectTypeOf((await createMessage(anthropic, request, { sigil })).content).toEqualTypeOf<
      Anthropic.ContentBlock[]
    >();
    const stream = await createMessage(anthropic, { ...request, stream: true }, { sigil });
    for await (const event of recorder.observe(stream, observeMessages(request))) {
      expectTypeOf(event).toEqualTypeOf<Anthropic.RawMessageStreamEvent>();
    }
  };
  expectTypeOf(call).toBeFunction();
});

it("a call of Gemini has the type of the client's own method", () => {
  const call = async (ai: GoogleGenAI): Promise<void> => {
    const request = { model: "m", contents: "Hi" };
    expectTypeOf(await generate(ai, request, { sigil })).toEqualTypeOf<GenerateContentResponse>();
    for await (const chunk of await createStream(ai, request, { sigil })) {
      expectTypeOf(chunk).toEqualTypeOf<GenerateContentResponse>();
    }
    expectTypeOf(await embedContent(ai, request, { sigil })).toEqualTypeOf<EmbedContentResponse>();
  };
  expectTypeOf(call).toBeFunction();
});

/** What the SDK adds to its answers. */
interface WithId {
  _request_id?: string | null;
}
