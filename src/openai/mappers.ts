// SPDX-License-Identifier: Apache-2.0
import type OpenAI from "openai";
import type { EmbeddingResult, GenerationResult, TokenUsage } from "../../generated/ts/models.js";
import { OPENAI_CHAT, OPENAI_RESPONSES } from "../../generated/ts/provider-openai.js";
import type { MapperOptions, UsageMode } from "../../generated/ts/provider-options.js";
import { guard } from "../internal/guard.js";
import { isRecord } from "../internal/is-record.js";
import {
  createObserveOptions,
  mapRequestResponse,
  mapStream,
  type StreamSummary,
} from "../internal/provider/explicit.js";
import type { GenerationApi } from "../internal/provider/generation-api.js";
import { mapTokenUsage } from "../internal/provider/usage.js";
import type { ObserveOptions } from "../recorder/observe-stream.js";
import { chatApi } from "./chat-api.js";
import { mapEmbeddingResult } from "./embedding.js";
import { responsesApi } from "./responses-api.js";

/**
 * What a request and its answer say, for `recorder.setResult()`: of a chat completion when the request has `messages`, else of a
 * response. Takes whatever the API sends; never throws because of it.
 *
 * @example
 * await client.startGeneration({ model: { provider: "openai", name: request.model } }, async (recorder) => {
 *   const response = await callTheApi(request);
 *   recorder.setResult(fromRequestResponse(request, response));
 * });
 */
export function fromRequestResponse(
  request: OpenAI.ChatCompletionCreateParams,
  response: OpenAI.ChatCompletion,
  options?: MapperOptions,
): GenerationResult;
export function fromRequestResponse(
  request: OpenAI.Responses.ResponseCreateParams,
  response: OpenAI.Responses.Response,
  options?: MapperOptions,
): GenerationResult;
export function fromRequestResponse(request: object, response: object, options?: MapperOptions): GenerationResult {
  return mapRequestResponse(apiOf(request), request, response, options);
}

/** As fromRequestResponse, for an answer that was streamed. */
export function fromStream(
  request: OpenAI.ChatCompletionCreateParams,
  summary: StreamSummary<OpenAI.ChatCompletionChunk, OpenAI.ChatCompletion>,
  options?: MapperOptions,
): GenerationResult;
export function fromStream(
  request: OpenAI.Responses.ResponseCreateParams,
  summary: StreamSummary<OpenAI.Responses.ResponseStreamEvent, OpenAI.Responses.Response>,
  options?: MapperOptions,
): GenerationResult;
export function fromStream(
  request: object,
  summary: StreamSummary<unknown, unknown>,
  options?: MapperOptions,
): GenerationResult {
  return mapStream(apiOf(request), request, summary, options);
}

/**
 * Options for `recorder.observe()`, with which the recorder puts the answer together while the stream goes by.
 *
 * @example
 * for await (const chunk of recorder.observe(stream, toObserveOptions(request))) show(chunk);
 */
export function toObserveOptions(
  request: OpenAI.ChatCompletionCreateParams,
  options?: MapperOptions,
): ObserveOptions<OpenAI.ChatCompletionChunk>;
export function toObserveOptions(
  request: OpenAI.Responses.ResponseCreateParams,
  options?: MapperOptions,
): ObserveOptions<OpenAI.Responses.ResponseStreamEvent>;
export function toObserveOptions(request: object, options?: MapperOptions): ObserveOptions<unknown> {
  return createObserveOptions(apiOf(request), request, options);
}

/** What a request for embeddings and its answer say. */
export function fromEmbedding(
  request: OpenAI.EmbeddingCreateParams,
  response: OpenAI.CreateEmbeddingResponse,
): EmbeddingResult {
  return guard(() => mapEmbeddingResult(request, response)) ?? {};
}

/** Token counts of a chat completion or a response; undefined when there is no usage object. */
export function mapUsage(
  usage: OpenAI.CompletionUsage | OpenAI.Responses.ResponseUsage | null | undefined,
  mode: UsageMode = "reported",
): TokenUsage | undefined {
  const isChat = isRecord(usage) && "prompt_tokens" in usage;
  return guard(() => mapTokenUsage(isChat ? OPENAI_CHAT : OPENAI_RESPONSES, usage, mode));
}

function apiOf(request: unknown): GenerationApi {
  return isRecord(request) && "messages" in request ? chatApi : responsesApi;
}
