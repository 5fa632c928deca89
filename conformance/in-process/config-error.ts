// SPDX-License-Identifier: Apache-2.0
import { renderOptionNames } from "../../codegen/emit/option-names.js";
import { loadModel } from "../../codegen/load-model.js";
import { isSigilError } from "../../src/index.js";

const model = await loadModel();

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

/** The text that a scenario expects, which has the names of config.yaml, with those of this SDK. */
export function inOwnNames(text: string): string {
  return renderOptionNames(model, text);
}
