// SPDX-License-Identifier: Apache-2.0
import type {
  EmbedContentParameters,
  EmbedContentResponse,
  GenerateContentParameters,
  GenerateContentResponse,
  GoogleGenAI,
} from "@google/genai";
import type { GeminiOptions } from "../../generated/ts/provider-options.js";
import type { SigilClient } from "../client/sigil-client.js";
import { callOnce } from "../internal/provider/wrap-method.js";
import { embedMethod, generateMethod, streamMethod } from "./methods.js";

/** One recorded call. */
export interface GeminiCallOptions extends GeminiOptions {
  /** Where the call is recorded. */
  sigil: SigilClient;
}

/**
 * Makes one call and records it, with options of its own. The client need not be wrapped; one that is records the call once.
 * Returns what the client's method returns.
 *
 * @example
 * const response = await create(ai, { model: "gemini-3.8-flash", contents: "Hello" }, { sigil: client });
 */
export function create(
  client: GoogleGenAI,
  request: GenerateContentParameters,
  options: GeminiCallOptions,
): Promise<GenerateContentResponse> {
  return callOnce("create", client, generateMethod, request, options) as Promise<GenerateContentResponse>;
}

/** As create, for an answer that is streamed. */
export function createStream(
  client: GoogleGenAI,
  request: GenerateContentParameters,
  options: GeminiCallOptions,
): Promise<AsyncGenerator<GenerateContentResponse>> {
  return callOnce("createStream", client, streamMethod, request, options) as Promise<
    AsyncGenerator<GenerateContentResponse>
  >;
}

/** As create, for embeddings. */
export function createEmbedding(
  client: GoogleGenAI,
  request: EmbedContentParameters,
  options: GeminiCallOptions,
): Promise<EmbedContentResponse> {
  return callOnce("createEmbedding", client, embedMethod, request, options) as Promise<EmbedContentResponse>;
}
