// SPDX-License-Identifier: Apache-2.0
import type { ResolvedSpanAttribute, SpecModel } from "../../model.js";
import { spanCondition } from "./capture-condition.js";
import { sourceExpression } from "./value-source.js";

/** Member of an object of attributes: the value, or undefined when its condition does not hold or its class may not be shown. */
export function attributeMember(model: SpecModel, entry: ResolvedSpanAttribute): string {
  const name = entry.attribute.constant;
  const { code, type } = sourceExpression(entry.source, name);
  const value = valueExpression(entry, code, type);
  const condition = spanCondition(model, entry.captureClass);
  return `[${name}]: ${condition === undefined ? value : `${condition} ? ${value} : undefined`}`;
}

function valueExpression(entry: ResolvedSpanAttribute, code: string, type: string): string {
  switch (entry.form) {
    case "int":
      return `toIntAttribute(${code})`;
    case "json_text":
      return `toJsonText(${code})`;
    case "truncated_list":
      return `truncateTexts(${code}, content)`;
    case "single_item_list":
      return `listOfOne(${textExpression(entry, code)})`;
    case "trimmed":
      return entry.when === "non_blank" ? `trimmedOrUndefined(${code})` : `trimText(${code})`;
    case "as_is":
      return type === "list" ? `copyNonEmpty(${code})` : textExpression(entry, code);
    default:
      return entry.form satisfies never;
  }
}

/** `present` counts 0, false and ""; the others do not. What is undefined or null in the end is not written. */
function textExpression(entry: ResolvedSpanAttribute, code: string): string {
  switch (entry.when) {
    case "always":
    case "present":
      return code;
    case "non_blank":
      return entry.form === "single_item_list" ? `trimmedOrUndefined(${code})` : `nonBlank(${code})`;
    case "non_zero":
      // Neither missing nor 0, nor NaN from an untyped caller.
      return `${code} || undefined`;
    case "non_empty":
      return `nonEmpty(${code})`;
    default:
      return entry.when satisfies never;
  }
}
