// SPDX-License-Identifier: Apache-2.0
import { maskSecretsIn, stripContent } from "../errors/scrub.js";
import type { ItemResult } from "./generation-exporter.js";

/** What a server said, as the end of a message: without credentials and content that it may repeat. */
export function serverText(text: string, secrets: readonly string[]): string {
  const clean = stripContent(maskSecretsIn(text, secrets)).trim();
  return clean === "" ? "" : `: ${clean}`;
}

/** Results whose texts repeat no credentials. */
export function maskResults(results: readonly ItemResult[], secrets: readonly string[]): readonly ItemResult[] {
  return results.map((result) => (result.error ? { ...result, error: maskSecretsIn(result.error, secrets) } : result));
}
