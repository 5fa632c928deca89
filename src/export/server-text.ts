// SPDX-License-Identifier: Apache-2.0
import { answerText } from "../errors/answer-text.js";
import { maskSecretsIn } from "../errors/scrub.js";
import { withoutRepeats } from "../errors/without-repeats.js";
import type { ItemResult } from "./generation-exporter.js";

/** What a request held that nobody may read in an error. */
export interface Confidential {
  /** Credentials. */
  readonly secrets: readonly string[];
  /** The encoded records. */
  readonly batch: readonly Uint8Array[];
}

/** What a server said, as the end of a message: without credentials and content that it may repeat. */
export function serverText(text: string, { secrets, batch }: Confidential): string {
  const clean = withoutRepeats(answerText(text, secrets), batch);
  return clean === "" ? "" : `: ${clean}`;
}

/** Results whose texts repeat no credentials and no content. */
export function maskResults(results: readonly ItemResult[], { secrets, batch }: Confidential): readonly ItemResult[] {
  return results.map((result) =>
    result.error ? { ...result, error: withoutRepeats(maskSecretsIn(result.error, secrets), batch) } : result,
  );
}
