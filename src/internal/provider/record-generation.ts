// SPDX-License-Identifier: Apache-2.0
import { guard } from "../guard.js";
import type { GenerationCall } from "./generation-call.js";
import { hookResult } from "./hook-result.js";
import { ProviderRecording } from "./provider-recording.js";

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
