// SPDX-License-Identifier: Apache-2.0
import type { OpenAIOptions } from "../../generated/ts/provider-options.js";
import { type CallContext, NO_CONTEXT, requestSignal } from "../internal/provider/call-context.js";
import { at, member } from "../internal/provider/read.js";
import type { RecordedMethod } from "../internal/provider/wrap-method.js";
import { isDictionary } from "../internal/value-types.js";
import { chatApi } from "./chat-api.js";
import { embeddingApi } from "./embedding.js";
import { responsesApi } from "./responses-api.js";

/** The first argument is the body, the second the options of the request. A timeout has an error of its own. */
const contextOf = (args: readonly unknown[]): CallContext => ({
  ...NO_CONTEXT,
  signal: requestSignal(args[1], "signal"),
});

const isStreamed = (args: readonly unknown[]): boolean => member(args[0], "stream") === true;

export const chatMethod: RecordedMethod = {
  path: ["chat", "completions", "create"],
  api: chatApi,
  contextOf,
  isStreamed,
  argsFor: withStreamUsage,
};

export const responsesMethod: RecordedMethod = {
  path: ["responses", "create"],
  api: responsesApi,
  contextOf,
  isStreamed,
};

export const embeddingsMethod: RecordedMethod = { path: ["embeddings", "create"], embeddingApi, contextOf };

/** Asks for the token counts of a stream, when that is wanted and the request does not say anything about it. */
function withStreamUsage(args: unknown[], options: OpenAIOptions): unknown[] {
  const [body, ...rest] = args;
  if (options.includeStreamUsage !== true || !isStreamed(args) || !isDictionary(body)) return args;
  if (at(body, ["stream_options", "include_usage"]) !== undefined) return args;
  const given = body["stream_options"];
  return [{ ...body, stream_options: { ...(isDictionary(given) && given), include_usage: true } }, ...rest];
}
