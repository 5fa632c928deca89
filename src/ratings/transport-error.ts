// SPDX-License-Identifier: Apache-2.0
import { createSigilError, type SigilError } from "../errors/sigil-error.js";

/** A rating that did not get through, or whose answer nobody can read. */
export function transportError(problem: string, cause?: unknown): SigilError {
  return createSigilError("rating_transport", { problem }, { cause });
}
