// SPDX-License-Identifier: Apache-2.0

export type { MapperOptions, OpenAIOptions, UsageMode } from "../../generated/ts/provider-options.js";
export type { StreamSummary } from "../internal/provider/explicit.js";
export { create, createEmbedding, type OpenAICallOptions } from "./create.js";
export { fromEmbedding, fromRequestResponse, fromStream, mapUsage, toObserveOptions } from "./mappers.js";
export { wrapOpenAI } from "./wrap.js";
