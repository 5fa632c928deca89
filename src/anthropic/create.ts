// SPDX-License-Identifier: Apache-2.0
import type Anthropic from "@anthropic-ai/sdk";
import type { APIPromise } from "@anthropic-ai/sdk";
import type { AnthropicOptions } from "../../generated/ts/provider-options.js";
import type { SigilClient } from "../client/sigil-client.js";
import type { Streamed } from "../internal/provider/streamed.js";
import { callOnce } from "../internal/provider/wrap-method.js";
import { betaMessagesMethod, messagesMethod } from "./methods.js";

/** One recorded call. */
export interface AnthropicCallOptions extends Omit<AnthropicOptions, "suppressProviderSpans"> {
  /** Where the call is recorded. */
  sigil: SigilClient;
  /** Second argument of the SDK's method: signal, timeout, headers. */
  requestOptions?: Anthropic.RequestOptions | undefined;
}

/**
 * Makes one call and records it, with options of its own. The client need not be wrapped; one that is records the call once.
 * Returns what the client's method returns.
 *
 * @example
 * const message = await create(anthropic, { model: "claude-sonnet-5-5", max_tokens: 1024, messages }, { sigil: client });
 */
export function create(
  client: Anthropic,
  request: Anthropic.MessageCreateParamsNonStreaming,
  options: AnthropicCallOptions,
): APIPromise<Anthropic.Message>;
export function create(
  client: Anthropic,
  request: Anthropic.MessageCreateParamsStreaming,
  options: AnthropicCallOptions,
): APIPromise<Streamed<Anthropic["messages"]["create"]>>;
// Whether this one is streamed is known at run time only.
export function create(
  client: Anthropic,
  request: Anthropic.MessageCreateParams,
  options: AnthropicCallOptions,
): APIPromise<Anthropic.Message | Streamed<Anthropic["messages"]["create"]>>;
export function create(client: Anthropic, request: object, options: AnthropicCallOptions): unknown {
  return callOnce("create", client, messagesMethod, request, options);
}

/** As create, for a message of the beta. */
export function createBeta(
  client: Anthropic,
  request: Anthropic.Beta.Messages.MessageCreateParamsNonStreaming,
  options: AnthropicCallOptions,
): APIPromise<Anthropic.Beta.BetaMessage>;
export function createBeta(
  client: Anthropic,
  request: Anthropic.Beta.Messages.MessageCreateParamsStreaming,
  options: AnthropicCallOptions,
): APIPromise<Streamed<Anthropic["beta"]["messages"]["create"]>>;
export function createBeta(
  client: Anthropic,
  request: Anthropic.Beta.Messages.MessageCreateParams,
  options: AnthropicCallOptions,
): APIPromise<Anthropic.Beta.BetaMessage | Streamed<Anthropic["beta"]["messages"]["create"]>>;
export function createBeta(client: Anthropic, request: object, options: AnthropicCallOptions): unknown {
  return callOnce("createBeta", client, betaMessagesMethod, request, options);
}
