// SPDX-License-Identifier: Apache-2.0

export type { GeminiOptions, MapperOptions, UsageMode } from "../../generated/ts/provider-options.js";
export type { StreamSummary } from "../internal/provider/explicit.js";
export { create, createEmbedding, createStream, type GeminiCallOptions } from "./create.js";
export { fromEmbedding, fromRequestResponse, fromStream, mapUsage, toObserveOptions } from "./mappers.js";
export { wrapGemini } from "./wrap.js";
