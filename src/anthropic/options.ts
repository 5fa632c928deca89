// SPDX-License-Identifier: Apache-2.0
import type { ProviderOptions } from "../internal/provider/options.js";

/** How calls of an Anthropic client are recorded. */
export interface AnthropicOptions extends ProviderOptions {
  /**
   * Keep the SDK from tracing calls itself, which it does since 1.0 as soon as a tracer provider is registered. The wrapper then
   * returns another client, made by `client.withOptions({ openTelemetry: false })`. Default: false.
   */
  suppressProviderSpans?: boolean | undefined;
}
