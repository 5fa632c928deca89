// SPDX-License-Identifier: Apache-2.0
import { type CallContext, requestSignal } from "../internal/provider/call-context.js";
import { at, member } from "../internal/provider/read.js";
import type { RecordedMethod } from "../internal/provider/wrap-method.js";
import { embeddingApi } from "./embedding.js";
import { modelsApi } from "./models-api.js";

/** The one argument has everything; the signal is in its config. The client may have a timeout for all calls. */
function contextOf(args: readonly unknown[], models: unknown): CallContext {
  const config = member(args[0], "config");
  const ofCall = at(config, ["httpOptions", "timeout"]);
  const ofClient = at(models, ["apiClient", "clientOptions", "httpOptions", "timeout"]);
  return {
    signal: requestSignal(config, "abortSignal"),
    hasTimeout: [ofCall, ofClient].some((timeout) => typeof timeout === "number" && timeout > 0),
  };
}

export const generateMethod: RecordedMethod = {
  path: ["models", "generateContent"],
  api: modelsApi,
  contextOf,
  isStreamed: () => false,
};

export const streamMethod: RecordedMethod = {
  path: ["models", "generateContentStream"],
  api: modelsApi,
  contextOf,
  isStreamed: () => true,
};

export const embedMethod: RecordedMethod = { path: ["models", "embedContent"], embeddingApi, contextOf };
