// SPDX-License-Identifier: Apache-2.0
import type { ResolvedSpanAttribute, SpecModel } from "../../model.js";
import { camelCase } from "../../naming.js";
import { spanCondition } from "./capture-condition.js";
import { sourceExpression } from "./value-source.js";

/** Statement that writes one attribute to `attributes` when its condition holds and its class may be on the span. */
export function attributeStatement(model: SpecModel, entry: ResolvedSpanAttribute): string {
  const name = entry.attribute.constant;
  const { code, optional, type } = sourceExpression(entry.source, name);
  const conditions = [spanCondition(model, entry.captureClass), whenCondition(entry, code, optional)].filter(
    (condition) => condition !== undefined,
  );
  const target = `attributes[${name}]`;
  if (entry.form === "int" || entry.form === "json_text" || entry.form === "truncated_list") {
    const helper = { int: "toIntAttribute", json_text: "toJsonText", truncated_list: "truncateTexts" }[entry.form];
    const call = entry.form === "truncated_list" ? `${helper}(${code}, content)` : `${helper}(${code})`;
    const local = camelCase(name.replace(/^ATTR_/, "").toLowerCase());
    const guard = conditions.filter((condition) => condition !== undefined && !condition.includes(code));
    return [
      `const ${local} = ${guard.length > 0 ? `${guard.join(" && ")} ? ${call} : undefined` : call};`,
      `if (${local} !== undefined) ${target} = ${local};`,
    ].join("\n");
  }
  const value = formed(entry, code, type);
  return conditions.length === 0 ? `${target} = ${value};` : `if (${conditions.join(" && ")}) ${target} = ${value};`;
}

function formed(entry: ResolvedSpanAttribute, code: string, type: string): string {
  switch (entry.form) {
    case "trimmed":
      return `${code}.trim()`;
    case "single_item_list":
      return entry.when === "non_blank" ? `[${code}.trim()]` : `[${code}]`;
    default:
      return type === "list" ? `[...${code}]` : code;
  }
}

/** `present` counts 0, false and ""; the others do not. */
function whenCondition(entry: ResolvedSpanAttribute, code: string, optional: boolean): string | undefined {
  switch (entry.when) {
    case "always":
      return optional ? `isPresent(${code})` : undefined;
    case "present":
      return `isPresent(${code})`;
    case "non_blank":
      return `isNonBlank(${code})`;
    case "non_zero":
      // Truthy: neither missing nor 0, nor NaN from an untyped caller.
      return code;
    case "non_empty":
      return `isNonEmpty(${code})`;
    default:
      return entry.when satisfies never;
  }
}
