// SPDX-License-Identifier: Apache-2.0
import type { ProviderOptions } from "../internal/provider/options.js";

/** How calls of an OpenAI client are recorded. */
export interface OpenAIOptions extends ProviderOptions {
  /**
   * Ask for token counts of streamed chat completions, which OpenAI sends on request only. The caller sees one more chunk, with
   * an empty list of choices; a request that says itself whether it wants them stays as it is. Default: false.
   */
  includeStreamUsage?: boolean | undefined;
}
