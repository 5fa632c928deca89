// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from "node:timers/promises";
import { type GenerationResult, type GenerationStart, type SigilClient, withContext } from "sigil-sdk";
import type { MessagesEvent, MessagesRequest, MessagesResponse } from "./anthropic-types.js";
import type { GenerateRequest, GenerateResponse } from "./gemini-types.js";
import { mapMessagesRequest, mapMessagesResponse } from "./map-anthropic-messages.js";
import { mapMessagesStream } from "./map-anthropic-stream.js";
import { mapGenerateRequest, mapGenerateResponse } from "./map-gemini.js";
import { mapChatRequest, mapChatResponse } from "./map-openai-chat.js";
import {
  type EmbeddingRequest,
  type EmbeddingResponse,
  mapEmbeddingRequest,
  mapEmbeddingResponse,
} from "./map-openai-embedding.js";
import { mapChatStream } from "./map-openai-stream.js";
import type { ChatChunk, ChatRequest, ChatResponse } from "./openai-chat-types.js";
import { type Expectation, loadSample, loadStreamSample, replay, type Sample, type StreamSample } from "./sample.js";
import type { StreamMapping } from "./stream-mapping.js";

/** Time that a replayed call takes, and time between two events of a replayed stream. */
const CALL_DELAY_MS = 8;
const EVENT_DELAY_MS = 4;

export interface RecordedGeneration {
  readonly sample: string;
  readonly id: string;
  readonly timeToFirstTokenMs: number | undefined;
  readonly expect: Expectation;
  /** Local SDK error of the recorder; none is expected. */
  readonly error: string | undefined;
}

export interface Recordings {
  readonly generations: readonly RecordedGeneration[];
  readonly embedding: { readonly sample: string; readonly model: string; readonly expect: Expectation };
  readonly tool: {
    readonly name: string;
    readonly callId: string;
    readonly arguments: unknown;
    readonly result: unknown;
  };
}

/** Plays every sample through the client: whole answers, streams, a tool execution and an embedding. */
export async function recordSamples(client: SigilClient): Promise<Recordings> {
  return withContext({ conversationId: "quickstart", agentName: "quickstart", userId: "ana" }, async () => {
    const chat = loadSample<ChatRequest, ChatResponse>("openai/chat-text-sync-cached");
    const chatTools = loadSample<ChatRequest, ChatResponse>("openai/chat-tool-use-sync");
    const messages = loadSample<MessagesRequest, MessagesResponse>("anthropic/messages-tool-use-sync");
    const gemini = loadSample<GenerateRequest, GenerateResponse>("gemini/generate-text-sync-cached");
    const chatStream = loadStreamSample<ChatRequest, ChatChunk>("openai/chat-stream-text-tool-usage");
    const messagesStream = loadStreamSample<MessagesRequest, MessagesEvent>(
      "anthropic/messages-stream-thinking-tool-usage",
    );
    const generations = [
      await recordCall(client, chat, mapChatRequest(chat.request), () => mapChatResponse(chat.request, chat.response)),
      await recordCall(client, chatTools, mapChatRequest(chatTools.request), () =>
        mapChatResponse(chatTools.request, chatTools.response),
      ),
      await recordStream(client, chatStream, mapChatStream(chatStream.request)),
      await recordCall(client, messages, mapMessagesRequest(messages.request), () =>
        mapMessagesResponse(messages.request, messages.response),
      ),
      await recordStream(client, messagesStream, mapMessagesStream(messagesStream.request)),
      await recordCall(client, gemini, mapGenerateRequest(gemini.request), () =>
        mapGenerateResponse(gemini.request, gemini.response),
      ),
    ];
    return { generations, tool: await recordTool(client), embedding: await recordEmbedding(client) };
  });
}

/** A call that is answered as a whole: the recording lasts as long as the callback. */
async function recordCall<Request, Response>(
  client: SigilClient,
  sample: Sample<Request, Response>,
  start: GenerationStart,
  call: () => GenerationResult,
): Promise<RecordedGeneration> {
  const recorder = await client.startGeneration(start, async (open) => {
    await setTimeout(CALL_DELAY_MS);
    open.setResult(call());
    return open;
  });
  return {
    sample: sample.id,
    id: recorder.id,
    timeToFirstTokenMs: undefined,
    expect: sample.expect,
    error: recorder.error?.message,
  };
}

/** A streamed call: the first event with content stops the clock for the time to first token. */
async function recordStream<Request, Event>(
  client: SigilClient,
  sample: StreamSample<Request, Event>,
  mapping: StreamMapping<Event>,
): Promise<RecordedGeneration> {
  const startedAt = new Date();
  let firstTokenAt: Date | undefined;
  const recorder = await client.startStreamingGeneration({ ...mapping.start, startedAt }, async (open) => {
    for await (const event of replay(sample.events, EVENT_DELAY_MS)) {
      mapping.accumulator.push(event);
      if (firstTokenAt !== undefined || !mapping.isFirstToken(event)) continue;
      firstTokenAt = new Date();
      open.setFirstTokenAt(firstTokenAt);
    }
    open.setResult(mapping.accumulator.result());
    return open;
  });
  const timeToFirstTokenMs = firstTokenAt === undefined ? undefined : firstTokenAt.getTime() - startedAt.getTime();
  return {
    sample: sample.id,
    id: recorder.id,
    timeToFirstTokenMs,
    expect: sample.expect,
    error: recorder.error?.message,
  };
}

async function recordTool(client: SigilClient): Promise<Recordings["tool"]> {
  const start = { toolName: "get_weather", toolCallId: "call_P", toolType: "function", includeContent: true };
  const input = { city: "Paris" };
  const output = { temp_c: 18, sky: "clear" };
  await client.startToolExecution(start, async (recorder) => {
    await setTimeout(CALL_DELAY_MS);
    recorder.setResult({ arguments: input, result: output });
  });
  return { name: start.toolName, callId: start.toolCallId, arguments: input, result: output };
}

async function recordEmbedding(client: SigilClient): Promise<Recordings["embedding"]> {
  const sample = loadSample<EmbeddingRequest, EmbeddingResponse>("openai/embeddings-tokens-float");
  await client.startEmbedding(mapEmbeddingRequest(sample.request), async (recorder) => {
    await setTimeout(CALL_DELAY_MS);
    recorder.setResult(mapEmbeddingResponse(sample.request, sample.response));
  });
  return { sample: sample.id, model: sample.request.model, expect: sample.expect };
}
