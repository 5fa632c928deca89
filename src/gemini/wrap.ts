// SPDX-License-Identifier: Apache-2.0

import type { GeminiOptions } from "../../generated/ts/provider-options.js";
import type { SigilClient } from "../client/sigil-client.js";
import { requireSigil } from "../internal/provider/hook-method.js";
import { resolveProviderOptions } from "../internal/provider/options.js";
import { wrapMethods } from "../internal/provider/wrap-method.js";
import { embedMethod, generateMethod, streamMethod } from "./methods.js";

const NAME = "wrapGemini";

/**
 * Records every call of `models.generateContent`, `models.generateContentStream` and `models.embedContent` of a client, also those
 * of its chats. The client stays the same object; what its methods return, throw and stream stays as it is. Wrapping a client
 * again records its calls where and as it was wrapped last.
 *
 * Throws a SigilError with code `config` when an argument is not what it should be.
 *
 * @example
 * const ai = wrapGemini(new GoogleGenAI({ apiKey }), client, { agentName: "planner" });
 * const response = await ai.models.generateContent({ model: "gemini-3.8-flash", contents: "Hello" });
 */
export function wrapGemini<Client extends { readonly models: { generateContent(...args: never[]): unknown } }>(
  client: Client,
  sigil: SigilClient,
  options?: GeminiOptions,
): Client {
  requireSigil(NAME, sigil);
  const target = { sigil, options: resolveProviderOptions(options, NAME) };
  wrapMethods(NAME, client, [generateMethod, streamMethod, embedMethod], target);
  return client;
}
