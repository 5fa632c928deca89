// SPDX-License-Identifier: Apache-2.0
import { constantCase } from "../../naming.js";

/** `generation_export.batchSize` -> `["generation", "export", "batch", "size"]`. */
export function wordsIn(name: string): readonly string[] {
  return constantCase(name).toLowerCase().split("_");
}

/** `gen_ai.request.model` -> `GenAiRequestModel`. */
export function pascalWords(name: string): string {
  return wordsIn(name).map(capitalize).join("");
}

/** `drop_reason` -> `dropReason`. */
export function camelWords(name: string): string {
  const pascal = pascalWords(name);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
}

export function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** What a word of a vocabulary is called where it needs a name: `string[]` is `string_list`. */
export function wordLabel(value: string): string {
  return value.replace("[]", "_list");
}
