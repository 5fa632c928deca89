// SPDX-License-Identifier: Apache-2.0
import { type Place, placeIn, within } from "../resolve/context.js";
import type { OptionEntry } from "../schema/option.js";
import { suggestWord } from "../suggest.js";
import type { LintContext, LintRule } from "./rule.js";

/** A client that is built with the defaults is valid. */
export const configOptionsRule: LintRule = {
  id: "config-option",
  brief: "Defaults have their option's type and lie within its bounds or words; nested options have a parent.",
  check(context) {
    const { options } = context.spec.files.config;
    checkProviderOptions(context);
    const ids = options.map((option) => option.id);
    options.forEach((option, index) => {
      const place = placeIn("config", "options", index);
      const parent = option.id.split(".").slice(0, -1).join(".");
      if (parent !== "" && !ids.includes(parent)) context.reportUnknown(within(place, "id"), "option", parent, ids);
      const values = [option.default, ...Object.values(option.default_for ?? {})];
      for (const value of values)
        if (value !== undefined && value !== null) checkValue(context, option, value, within(place, "default"));
      checkWords(context, option, option.values, place);
    });
  },
};

/** Options of wrappers: their words may be those of an option of the client, and somebody takes them. */
function checkProviderOptions(context: LintContext): void {
  const { config, providers } = context.spec.files;
  const ids = config.options.map(({ id }) => id);
  const takers = ["mappers", "wrappers", ...providers.providers.map(({ id }) => id)];
  providers.options.forEach((option, index) => {
    const place = placeIn("providers", "options", index);
    const { values_of: source, taken_by: taker, default: value } = option;
    if (source !== undefined && !ids.includes(source))
      context.reportUnknown(within(place, "values_of"), "option", source, ids);
    else checkWords(context, option, source === undefined ? option.values : [], place);
    if (!takers.includes(taker)) context.reportUnknown(within(place, "taken_by"), "provider", taker, takers);
    if (value !== undefined && value !== null) checkValue(context, option, value, within(place, "default"));
  });
}

function checkWords(context: LintContext, { id, type }: OptionEntry, words: OptionEntry["values"], place: Place): void {
  if ((type === "enum") === (words !== undefined)) return;
  context.report(
    place,
    "config-option",
    `${id}: \`values\` and type enum belong together`,
    "give an enum its values, and no other type",
  );
}

function checkValue(context: LintContext, option: OptionEntry, value: unknown, place: Place): void {
  const report = (message: string, fix: string): void => context.report(place, "config-option", message, fix);
  const shown = JSON.stringify(value);
  if (option.type === "enum") {
    const words = option.values?.map((member) => member.value) ?? [];
    if (!words.includes(String(value)))
      report(`the default ${shown} is not among the values of ${option.id}`, suggestWord(String(value), words));
    return;
  }
  const expected = {
    int: "number",
    boolean: "boolean",
    string: "string",
    string_map: "object",
    object: "object",
    function: "function",
  }[option.type];
  if (typeof value !== expected) {
    report(`the default ${shown} of ${option.id} is no ${option.type}`, `write a value of type ${option.type}`);
  }
  if (typeof value !== "number" || expected !== "number") return;
  if (value < (option.min ?? -Infinity) || value > (option.max ?? Infinity)) {
    report(
      `the default ${shown} of ${option.id} is outside ${option.min ?? "-∞"} to ${option.max ?? "∞"}`,
      "change the default or the bounds",
    );
  }
}
