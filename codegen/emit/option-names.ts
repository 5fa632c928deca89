// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import { camelCase } from "../naming.js";

/**
 * A text of the spec with the names of options as TypeScript writes them: `generation_export.auth` is `generationExport.auth`.
 * Only names with an underscore or a group are meant; words such as `tags` stay as they are.
 */
export function renderOptionNames(model: Pick<SpecModel, "config">, text: string): string {
  const ids = model.config.options.flatMap(({ id }) => [id, id.split(".").at(-1) ?? id]);
  const names = [...new Set(ids)]
    .filter((name) => name.includes("_"))
    .sort((left, right) => right.length - left.length);
  return names.reduce(
    (rendered, name) => rendered.replaceAll(new RegExp(`\\b${name.replaceAll(".", "\\.")}\\b`, "g"), camelPath(name)),
    text,
  );
}

/** `generation_export.auth` -> `generationExport.auth`. */
export function camelPath(name: string): string {
  return name.split(".").map(camelCase).join(".");
}
