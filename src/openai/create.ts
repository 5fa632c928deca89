// SPDX-License-Identifier: Apache-2.0
import type OpenAI from "openai";
import type { APIPromise } from "openai";
import type { OpenAIOptions } from "../../generated/ts/provider-options.js";
import type { SigilClient } from "../client/sigil-client.js";
import type { Streamed } from "../internal/provider/streamed.js";
import { callOnce } from "../internal/provider/wrap-method.js";
import { chatMethod, embeddingsMethod, responsesMethod } from "./methods.js";

/** One recorded call. */
export interface OpenAICallOptions extends OpenAIOptions {
  /** Where the call is recorded. */
  sigil: SigilClient;
  /** Second argument of the SDK's method: signal, timeout, headers. */
  requestOptions?: OpenAI.RequestOptions | undefined;
}

/**
 * Makes one call and records it, with options of its own: a chat completion when the request has `messages`, else a response. The
 * client need not be wrapped; one that is records the call once. Returns what the client's method returns.
 *
 * @example
 * const completion = await create(openai, { model: "gpt-5", messages }, { sigil: client, conversationId: "conv-1" });
 */
export function create(
  client: OpenAI,
  request: OpenAI.Chat.ChatCompletionCreateParamsNonStreaming,
  options: OpenAICallOptions,
): APIPromise<OpenAI.ChatCompletion>;
export function create(
  client: OpenAI,
  request: OpenAI.Chat.ChatCompletionCreateParamsStreaming,
  options: OpenAICallOptions,
): APIPromise<Streamed<OpenAI["chat"]["completions"]["create"]>>;
export function create(
  client: OpenAI,
  request: OpenAI.Responses.ResponseCreateParamsNonStreaming,
  options: OpenAICallOptions,
): APIPromise<OpenAI.Responses.Response>;
export function create(
  client: OpenAI,
  request: OpenAI.Responses.ResponseCreateParamsStreaming,
  options: OpenAICallOptions,
): APIPromise<Streamed<OpenAI["responses"]["create"]>>;
// Whether these are streamed is known at run time only.
export function create(
  client: OpenAI,
  request: OpenAI.Chat.ChatCompletionCreateParams,
  options: OpenAICallOptions,
): APIPromise<OpenAI.ChatCompletion | Streamed<OpenAI["chat"]["completions"]["create"]>>;
export function create(
  client: OpenAI,
  request: OpenAI.Responses.ResponseCreateParams,
  options: OpenAICallOptions,
): APIPromise<OpenAI.Responses.Response | Streamed<OpenAI["responses"]["create"]>>;
export function create(client: OpenAI, request: object, options: OpenAICallOptions): unknown {
  return callOnce("create", client, "messages" in request ? chatMethod : responsesMethod, request, options);
}

/** As create, for embeddings. */
export function createEmbedding(
  client: OpenAI,
  request: OpenAI.EmbeddingCreateParams,
  options: OpenAICallOptions,
): APIPromise<OpenAI.CreateEmbeddingResponse> {
  // What the client's own method returns.
  return callOnce(
    "createEmbedding",
    client,
    embeddingsMethod,
    request,
    options,
  ) as APIPromise<OpenAI.CreateEmbeddingResponse>;
}
