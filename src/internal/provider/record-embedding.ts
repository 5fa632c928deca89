// SPDX-License-Identifier: Apache-2.0
import type { EmbeddingResult, EmbeddingStart } from "../../../generated/ts/models.js";
import type { ResolvedProviderOptions } from "../../../generated/ts/provider-options.js";
import type { ApiTable } from "../../../generated/ts/providers.js";
import type { SigilClient } from "../../client/sigil-client.js";
import type { SigilError } from "../../errors/sigil-error.js";
import { guard } from "../guard.js";
import type { CallContext } from "./call-context.js";
import { toMappingError } from "./call-error.js";
import { type Forgetful, stopWatching, watchForgotten } from "./forgotten.js";
import { type CallObserver, hookResult, isThenable } from "./hook-result.js";
import { modelOfCall } from "./model-of-call.js";

/** One API of a provider, for calls that embed. */
export interface EmbeddingApi {
  readonly table: ApiTable;
  readonly mapStart: (request: unknown, options: ResolvedProviderOptions) => EmbeddingStart;
  /** Called before the call, since some SDKs change the request; what it returns takes the answer. */
  readonly mapResult: (request: unknown) => (response: unknown) => EmbeddingResult;
  readonly describeError?: (error: unknown, context: CallContext) => unknown;
}

/** A call of a provider that is to be recorded. */
export interface EmbeddingCall<Result> {
  readonly sigil: SigilClient;
  readonly api: EmbeddingApi;
  readonly options: ResolvedProviderOptions;
  readonly request: unknown;
  readonly context: CallContext;
  readonly invoke: () => Result;
}

/** Makes the call inside a recording, and gives back exactly what it gives. */
export function recordEmbedding<Result>({
  sigil,
  api,
  options,
  request,
  context,
  invoke,
}: EmbeddingCall<Result>): Result {
  let failure: SigilError | undefined;
  const attempt = <T>(fn: () => T): T | undefined =>
    guard(fn, (cause) => {
      failure ??= toMappingError(cause);
    });
  const unmapped = { model: modelOfCall(api.table, options, undefined) };
  const start = attempt(() => api.mapStart(request, options)) ?? unmapped;
  const mapResult = attempt(() => api.mapResult(request));
  const recorder = sigil.startEmbedding(start);
  /** What the request says is known without an answer too. */
  const finish = (answer: unknown): void => {
    stopWatching(waiting);
    const result = mapResult && attempt(() => mapResult(answer));
    if (result !== undefined) recorder.setResult(result);
    if (failure !== undefined) recorder.setMappingError(failure);
    recorder.end();
  };
  const waiting: Forgetful = { onForgotten: () => finish(undefined) };
  const observer: CallObserver = {
    onValue: finish,
    onError: (error) => {
      recorder.setCallError(guard(() => api.describeError?.(error, context)) ?? error);
      finish(undefined);
    },
    onRawResponse: () => finish(undefined),
  };
  let result: Result;
  try {
    result = recorder.run(invoke);
  } catch (error) {
    observer.onError(error);
    throw error;
  }
  const hooked = guard(() => ({ result: hookResult(result, observer) }), observer.onRawResponse);
  if (hooked === undefined) return result;
  if (isThenable(hooked.result)) watchForgotten(waiting, hooked.result);
  return hooked.result;
}
