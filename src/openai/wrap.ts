// SPDX-License-Identifier: Apache-2.0

import type { OpenAIOptions } from "../../generated/ts/provider-options.js";
import type { SigilClient } from "../client/sigil-client.js";
import { requireSigil } from "../internal/provider/hook-method.js";
import { resolveProviderOptions } from "../internal/provider/options.js";
import { type RecordingTarget, wrapCopies, wrapMethods } from "../internal/provider/wrap-method.js";
import { chatMethod, embeddingsMethod, responsesMethod } from "./methods.js";

const NAME = "wrapOpenAI";

/**
 * Records every chat completion, response and embedding of a client, whole or streamed, also those of the SDK's helpers. The
 * client stays the same object; what its methods return, throw and stream stays as it is. Wrapping a client again
 * records its calls where and as it was wrapped last. Copies made by `client.withOptions()` are recorded as well.
 *
 * Throws a SigilError with code `config` when an argument is not what it should be.
 *
 * @example
 * const openai = wrapOpenAI(new OpenAI(), client, { agentName: "planner" });
 * const completion = await openai.chat.completions.create({ model: "gpt-5", messages });
 */
export function wrapOpenAI<
  Client extends { readonly chat: { readonly completions: { create(...args: never[]): unknown } } },
>(client: Client, sigil: SigilClient, options?: OpenAIOptions): Client {
  requireSigil(NAME, sigil);
  record(client, { sigil, options: resolveProviderOptions(options, NAME) });
  return client;
}

function record(client: object, target: RecordingTarget): void {
  wrapMethods(NAME, client, [chatMethod, responsesMethod, embeddingsMethod], target);
  wrapCopies(client, (copy) => record(copy, target));
}
