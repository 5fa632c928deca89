// SPDX-License-Identifier: Apache-2.0
import type { ProviderSample } from "../../src/testing-support/provider-samples.js";
import { PROVIDER_SET } from "./clients.js";

type Expectation = ProviderSample["expect"];

/** Before @google/genai 2.32 an error in a stream is a chunk without content. */
const GEMINI_ERROR_UNSEEN: Expectation = {
  call_error: false,
  error_category: null,
  metadata: { "sigil.stream.outcome": "truncated" },
};

/** What the oldest packages keep from everybody, the caller included, so that no record can hold it. */
const FLOOR: Readonly<Record<string, Expectation>> = {
  // Before openai 7 the error of an error event has its message only: neither code nor type.
  "openai/responses-stream-error-event": { error_category: "sdk_error" },
  "gemini/stream-error-midstream": GEMINI_ERROR_UNSEEN,
  "gemini/stream-error-resource-exhausted": GEMINI_ERROR_UNSEEN,
  // Before @google/genai 3 the answer of an embedding has no usage.
  "gemini/embed-content-batch": { input_tokens: undefined },
  "gemini/embed-content-multimodal-single": { input_tokens: undefined },
};

/** What the packages of this run leave of what a sample expects. */
export function differencesOf(id: string): Expectation {
  return PROVIDER_SET === "floor" ? (FLOOR[id] ?? {}) : {};
}
