// SPDX-License-Identifier: Apache-2.0

export type { AnthropicOptions, MapperOptions, UsageMode } from "../../generated/ts/provider-options.js";
export type { StreamSummary } from "../internal/provider/explicit.js";
export { type AnthropicCallOptions, create, createBeta } from "./create.js";
export { fromRequestResponse, fromStream, mapUsage, toObserveOptions } from "./mappers.js";
export { wrapAnthropic } from "./wrap.js";
