// SPDX-License-Identifier: Apache-2.0
import type { SigilClient } from "../../client/sigil-client.js";
import { guard } from "../guard.js";
import type { CallContext } from "./call-context.js";
import type { GenerationApi } from "./generation-api.js";
import { hookResult } from "./hook-result.js";
import type { ResolvedOptions } from "./options.js";
import { ProviderRecording } from "./provider-recording.js";

/** A call of a provider that is to be recorded. */
export interface GenerationCall<Result> {
  readonly sigil: SigilClient;
  readonly api: GenerationApi;
  readonly options: ResolvedOptions;
  readonly request: unknown;
  readonly isStreamed: boolean;
  readonly context: CallContext;
  readonly invoke: () => Result;
}

/** Makes the call inside a recording, and gives back exactly what it gives. */
export function recordGeneration<Result>(call: GenerationCall<Result>): Result {
  const recording = new ProviderRecording(call);
  let result: Result;
  try {
    result = recording.run(call.invoke);
  } catch (error) {
    recording.onError(error);
    throw error;
  }
  // An object that cannot be hooked, such as a frozen one, is worth more to the caller than to us.
  const hooked = guard(
    () => ({ result: hookResult(result, recording) }),
    () => recording.onUnhooked(),
  );
  if (hooked === undefined) return result;
  recording.waitFor(hooked.result);
  return hooked.result;
}
