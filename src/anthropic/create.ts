// SPDX-License-Identifier: Apache-2.0
import type Anthropic from "@anthropic-ai/sdk";
import type { APIPromise } from "@anthropic-ai/sdk";
import type { SigilClient } from "../client/sigil-client.js";
import { requireSigil } from "../internal/provider/hook-method.js";
import { resolveOptions } from "../internal/provider/options.js";
import { callOnce } from "../internal/provider/wrap-method.js";
import { messagesMethod } from "./methods.js";
import type { AnthropicOptions } from "./options.js";

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
): APIPromise<Extract<Awaited<ReturnType<Anthropic["messages"]["create"]>>, AsyncIterable<unknown>>>;
export function create(client: Anthropic, request: object, options: AnthropicCallOptions): unknown {
  const { sigil, requestOptions, ...rest } = options;
  requireSigil("create", sigil);
  const target = { sigil, options: resolveOptions(rest, "create") };
  const args = requestOptions === undefined ? [request] : [request, requestOptions];
  return callOnce("create", client, messagesMethod, target, args);
}
