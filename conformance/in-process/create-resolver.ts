// SPDX-License-Identifier: Apache-2.0
import type { ContentCaptureResolver } from "../../src/index.js";

/** A resolver that always gives the same answer: a mode, or an outcome of `capture.fail_closed`. */
export function createResolver(answer: string): ContentCaptureResolver {
  // Resolvers of untyped callers; the answers are wrong on purpose.
  const wrong: Readonly<Record<string, () => unknown>> = {
    throws: () => {
      throw new Error("the resolver failed");
    },
    promise: () => Promise.resolve("full"),
    not_a_mode: () => "everything",
  };
  return (wrong[answer] ?? (() => answer)) as ContentCaptureResolver;
}
