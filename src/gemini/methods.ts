// SPDX-License-Identifier: Apache-2.0
import { member } from "../internal/provider/read.js";
import { requestSignal } from "../internal/provider/request-signal.js";
import type { RecordedMethod } from "../internal/provider/wrap-method.js";
import { embeddingApi } from "./embedding.js";
import { modelsApi } from "./models-api.js";

/** The one argument has everything; the signal is in its config. */
const signalOf = (args: readonly unknown[]): AbortSignal | undefined =>
  requestSignal(member(args[0], "config"), "abortSignal");

export const generateMethod: RecordedMethod = {
  path: ["models", "generateContent"],
  api: modelsApi,
  signalOf,
  isStreamed: () => false,
};

export const streamMethod: RecordedMethod = {
  path: ["models", "generateContentStream"],
  api: modelsApi,
  signalOf,
  isStreamed: () => true,
};

export const embedMethod: RecordedMethod = { path: ["models", "embedContent"], embeddingApi, signalOf };
