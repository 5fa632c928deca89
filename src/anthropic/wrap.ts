// SPDX-License-Identifier: Apache-2.0

import type { AnthropicOptions } from "../../generated/ts/provider-options.js";
import type { SigilClient } from "../client/sigil-client.js";
import { ownerOf, requireOwner, requireSigil } from "../internal/provider/hook-method.js";
import { resolveProviderOptions } from "../internal/provider/options.js";
import { type RecordingTarget, wrapCopies, wrapMethods } from "../internal/provider/wrap-method.js";
import { betaMessagesMethod, messagesMethod } from "./methods.js";

const NAME = "wrapAnthropic";

/**
 * Records every message of a client, whole or streamed, also those of the SDK's helpers and of the beta. The client stays the same
 * object, unless `suppressProviderSpans` asks for another one; what its methods return, throw and stream stays as it is. Wrapping
 * a client again records its calls where and as it was wrapped last. Copies made by `client.withOptions()` are recorded as well.
 *
 * Throws a SigilError with code `config` when an argument is not what it should be.
 *
 * @example
 * const anthropic = wrapAnthropic(new Anthropic(), client, { agentName: "planner" });
 * const message = await anthropic.messages.create({ model: "claude-sonnet-5-5", max_tokens: 1024, messages });
 */
export function wrapAnthropic<Client extends { readonly messages: { create(...args: never[]): unknown } }>(
  client: Client,
  sigil: SigilClient,
  options?: AnthropicOptions,
): Client {
  requireSigil(NAME, sigil);
  requireOwner(NAME, client, messagesMethod.path);
  const target = { sigil, options: resolveProviderOptions(options, NAME) };
  const recorded = options?.suppressProviderSpans === true ? withoutOwnSpans(client) : client;
  record(recorded, target);
  return recorded;
}

function record(client: object, target: RecordingTarget): void {
  wrapMethods(NAME, client, [messagesMethod, betaMessagesMethod], target);
  wrapCopies(client, (copy) => record(copy, target));
}

/** A copy that does not trace; its own copies take the option over. SDKs before 1.0 do not trace, and know no such option. */
function withoutOwnSpans<Client extends object>(client: Client): Client {
  const owner = ownerOf(client, ["withOptions"]);
  if (owner === undefined) return client;
  // The method makes a client of the same class.
  return (owner["withOptions"] as (options: object) => Client)({ openTelemetry: false });
}
