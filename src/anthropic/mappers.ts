// SPDX-License-Identifier: Apache-2.0
import type Anthropic from "@anthropic-ai/sdk";
import type { GenerationResult, TokenUsage } from "../../generated/ts/models.js";
import { ANTHROPIC_MESSAGES } from "../../generated/ts/provider-anthropic.js";
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
import { messagesApi } from "./messages-api.js";

/**
 * What a request and its answer say, for `recorder.setResult()`. Takes whatever the API sends; never throws because of it.
 *
 * @example
 * await client.startGeneration({ model: { provider: "anthropic", name: request.model } }, async (recorder) => {
 *   const response = await callTheApi(request);
 *   recorder.setResult(fromRequestResponse(request, response));
 * });
 */
export function fromRequestResponse(
  request: Anthropic.MessageCreateParams,
  response: Anthropic.Message,
  options?: MapperOptions,
): GenerationResult;
export function fromRequestResponse(
  request: Anthropic.Beta.Messages.MessageCreateParams,
  response: Anthropic.Beta.BetaMessage,
  options?: MapperOptions,
): GenerationResult;
export function fromRequestResponse(request: object, response: object, options?: MapperOptions): GenerationResult {
  return mapRequestResponse(messagesApi, request, response, options);
}

/** As fromRequestResponse, for an answer that was streamed. */
export function fromStream(
  request: Anthropic.MessageCreateParams,
  summary: StreamSummary<Anthropic.RawMessageStreamEvent, Anthropic.Message>,
  options?: MapperOptions,
): GenerationResult;
export function fromStream(
  request: Anthropic.Beta.Messages.MessageCreateParams,
  summary: StreamSummary<Anthropic.Beta.BetaRawMessageStreamEvent, Anthropic.Beta.BetaMessage>,
  options?: MapperOptions,
): GenerationResult;
export function fromStream(
  request: object,
  summary: StreamSummary<unknown, unknown>,
  options?: MapperOptions,
): GenerationResult {
  return mapStream(messagesApi, request, summary, options);
}

/**
 * Options for `recorder.observe()`, with which the recorder puts the answer together while the stream goes by.
 *
 * @example
 * for await (const event of recorder.observe(stream, toObserveOptions(request))) show(event);
 */
export function toObserveOptions(
  request: Anthropic.MessageCreateParams,
  options?: MapperOptions,
): ObserveOptions<Anthropic.RawMessageStreamEvent>;
export function toObserveOptions(
  request: Anthropic.Beta.Messages.MessageCreateParams,
  options?: MapperOptions,
): ObserveOptions<Anthropic.Beta.BetaRawMessageStreamEvent>;
export function toObserveOptions(request: object, options?: MapperOptions): ObserveOptions<unknown> {
  return createObserveOptions(messagesApi, request, options);
}

/** Token counts of a message; undefined when there is no usage object. Both modes say the same. */
export function mapUsage(
  usage:
    | Anthropic.Usage
    | Anthropic.MessageDeltaUsage
    | Anthropic.Beta.BetaUsage
    | Anthropic.Beta.BetaMessageDeltaUsage
    | null
    | undefined,
  mode: UsageMode = "reported",
): TokenUsage | undefined {
  return guard(() => mapTokenUsage(ANTHROPIC_MESSAGES, usage, mode));
}
