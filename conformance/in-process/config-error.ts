// SPDX-License-Identifier: Apache-2.0
import { isSigilError } from "../../src/index.js";

/** The text of the error that a wrong option throws; undefined when nothing is thrown. */
export function configErrorOf(construct: () => unknown): string | undefined {
  try {
    construct();
    return undefined;
  } catch (error) {
    if (!isSigilError(error, "config")) throw error;
    return error.message;
  }
}
