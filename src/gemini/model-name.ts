// SPDX-License-Identifier: Apache-2.0
import { nonBlank } from "../internal/non-blank.js";
import { member } from "../internal/provider/read.js";

/** The model of a request without the `models/` that may stand before it. */
export function modelOf(request: unknown): string | undefined {
  return nonBlank(nonBlank(member(request, "model"))?.replace(/^models\//, ""));
}
