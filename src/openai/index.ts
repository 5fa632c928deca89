// SPDX-License-Identifier: Apache-2.0
export type { StreamSummary } from "../internal/provider/explicit.js";
export type { MapperOptions } from "../internal/provider/options.js";
export type { UsageMode } from "../internal/provider/usage-mode.js";
export { create, createEmbedding, type OpenAICallOptions } from "./create.js";
export { fromEmbedding, fromRequestResponse, fromStream, mapUsage, toObserveOptions } from "./mappers.js";
export type { OpenAIOptions } from "./options.js";
export { wrapOpenAI } from "./wrap.js";
