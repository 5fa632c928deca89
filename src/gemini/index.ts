// SPDX-License-Identifier: Apache-2.0
export type { StreamSummary } from "../internal/provider/explicit.js";
export type { MapperOptions } from "../internal/provider/options.js";
export type { UsageMode } from "../internal/provider/usage-mode.js";
export { create, createEmbedding, createStream, type GeminiCallOptions } from "./create.js";
export { fromEmbedding, fromRequestResponse, fromStream, mapUsage, toObserveOptions } from "./mappers.js";
export type { GeminiOptions } from "./options.js";
export { wrapGemini } from "./wrap.js";
