// SPDX-License-Identifier: Apache-2.0
import { RATING_ERROR_MESSAGES } from "../../generated/ts/rating-errors.js";
import { fillMessage, SigilError, type SigilErrorOptions } from "../errors/sigil-error.js";

/** A rating that did not get through, whose answer nobody can read, or whose id was used for another one. */
export function createRatingError(
  code: keyof typeof RATING_ERROR_MESSAGES,
  problem: string,
  options: SigilErrorOptions = {},
): SigilError {
  return new SigilError(code, fillMessage(RATING_ERROR_MESSAGES[code], { problem }), options);
}
