// SPDX-License-Identifier: Apache-2.0
import type { ProviderOptions } from "../internal/provider/options.js";

/** How calls of a Gemini client are recorded. */
export type GeminiOptions = ProviderOptions;
