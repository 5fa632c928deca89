// SPDX-License-Identifier: Apache-2.0
export type { StreamSummary } from "../internal/provider/explicit.js";
export type { MapperOptions } from "../internal/provider/options.js";
export type { UsageMode } from "../internal/provider/usage-mode.js";
export { type AnthropicCallOptions, create, createBeta } from "./create.js";
export { fromRequestResponse, fromStream, mapUsage, toObserveOptions } from "./mappers.js";
export type { AnthropicOptions } from "./options.js";
export { wrapAnthropic } from "./wrap.js";
