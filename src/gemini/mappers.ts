// SPDX-License-Identifier: Apache-2.0
import type {
  EmbedContentParameters,
  EmbedContentResponse,
  GenerateContentParameters,
  GenerateContentResponse,
  GenerateContentResponseUsageMetadata,
} from "@google/genai";
import type { EmbeddingResult, GenerationResult, TokenUsage } from "../../generated/ts/models.js";
import { GEMINI_MODELS } from "../../generated/ts/provider-gemini.js";
import type { MapperOptions, UsageMode } from "../../generated/ts/provider-options.js";
import { guard } from "../internal/guard.js";
import {
  createObserveOptions,
  mapRequestResponse,
  mapStream,
  type StreamSummary,
} from "../internal/provider/explicit.js";
import { mapTokenUsage } from "../internal/provider/usage.js";
import type { ObserveOptions } from "../recorder/observe-stream.js";
import { mapEmbeddingResult } from "./embedding.js";
import { modelsApi } from "./models-api.js";

/**
 * What a request and its answer say, for `recorder.setResult()`. Takes whatever the API sends; never throws because of it.
 *
 * @example
 * await client.startGeneration({ model: { provider: "gemini", name: request.model } }, async (recorder) => {
 *   const response = await callTheApi(request);
 *   recorder.setResult(fromRequestResponse(request, response));
 * });
 */
export function fromRequestResponse(
  request: GenerateContentParameters,
  response: GenerateContentResponse,
  options?: MapperOptions,
): GenerationResult {
  return mapRequestResponse(modelsApi, request, response, options);
}

/** As fromRequestResponse, for an answer that was streamed. */
export function fromStream(
  request: GenerateContentParameters,
  summary: StreamSummary<GenerateContentResponse, GenerateContentResponse>,
  options?: MapperOptions,
): GenerationResult {
  return mapStream(modelsApi, request, summary, options);
}

/**
 * Options for `recorder.observe()`, with which the recorder puts the answer together while the stream goes by.
 *
 * @example
 * for await (const chunk of recorder.observe(stream, toObserveOptions(request))) show(chunk);
 */
export function toObserveOptions(
  request: GenerateContentParameters,
  options?: MapperOptions,
): ObserveOptions<GenerateContentResponse> {
  return createObserveOptions(modelsApi, request, options);
}

/** What a request for embeddings and its answer say. */
export function fromEmbedding(request: EmbedContentParameters, response: EmbedContentResponse): EmbeddingResult {
  return guard(() => mapEmbeddingResult(request)(response)) ?? {};
}

/** Token counts of an answer; undefined when there is no usage object. */
export function mapUsage(
  usage: GenerateContentResponseUsageMetadata | null | undefined,
  mode: UsageMode = "reported",
): TokenUsage | undefined {
  return guard(() => mapTokenUsage(GEMINI_MODELS, usage, mode));
}
