// SPDX-License-Identifier: Apache-2.0
// One option in TypeScript, of the client or of the wrappers: its type, its comment, its rule.
import type { SpecModel } from "../../model.js";
import type { OptionEntry } from "../../schema/option.js";
import { renderOptionNames } from "../option-names.js";
import { literal } from "./ts-file.js";

export function parenthesized(type: string): string {
  return type.includes("=>") ? `(${type})` : type;
}

/** Of the option after it is resolved. */
export function leafType(option: OptionEntry | undefined): string {
  if (option?.ts_type !== undefined) return option.ts_type;
  switch (option?.type) {
    case "int":
      return "number";
    case "boolean":
      return "boolean";
    case "string_map":
      return "Record<string, string>";
    case "enum":
      return (option.values ?? []).map((value) => JSON.stringify(value.value)).join(" | ");
    default:
      return "string";
  }
}

/** Of the option as callers give it: a text of a map may be missing, as variables of the environment are. */
export function inputType(option: OptionEntry | undefined): string {
  return option?.type === "string_map" && option.ts_type === undefined
    ? "Record<string, string | undefined>"
    : leafType(option);
}

export function optionDocs(model: Pick<SpecModel, "config">, option: OptionEntry): string[] {
  const brief = renderOptionNames(model, option.brief);
  const values = (option.values ?? [])
    .map((value) => `- \`${value.value}\`: ${renderOptionNames(model, value.brief)}`)
    .join("\n");
  const range = [
    option.min === undefined ? undefined : `at least ${option.min}`,
    option.max === undefined ? undefined : `at most ${option.max}`,
  ].filter((part) => part !== undefined);
  const facts = [defaultText(model, option), range.length > 0 ? `Range: ${range.join(", ")}.` : ""].filter(
    (part) => part !== "",
  );
  return [brief, values, facts.join(" ")];
}

/** Why a default is what it is stands in the reference; what there is without one belongs here. */
function defaultText(model: Pick<SpecModel, "config">, { default: value, unit, rationale }: OptionEntry): string {
  if (value === undefined)
    return /^(None|From)\b/.test(rationale) ? `Default: ${lowerFirst(renderOptionNames(model, rationale))}` : "";
  return typeof value === "object" ? "" : `Default: \`${String(value)}\`${unit === undefined ? "" : ` ${unit}`}.`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Cells of a rule as `OptionRule` of option-rules.ts describes them. */
export function ruleLiteral(option: OptionEntry | undefined): string {
  const cells = [
    ruleType(option),
    option?.default,
    option?.values?.map(({ value }) => value) ?? option?.min,
    option?.max,
  ];
  while (cells.length > 1 && cells.at(-1) === undefined) cells.pop();
  return `[${cells.map((cell) => (cell === undefined ? "undefined" : literal(cell))).join(", ")}]`;
}

/** The runtime checks options with a TypeScript type of their own. */
function ruleType(option: OptionEntry | undefined): string {
  if (option?.ts_type === "Provided<string>") return "provided";
  if (option?.ts_type === undefined || option.values !== undefined) return option?.type ?? "custom";
  return option.type === "function" || option.type === "object" ? option.type : "custom";
}
