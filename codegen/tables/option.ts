// SPDX-License-Identifier: Apache-2.0
import { type OptionEntry, optionFields } from "../schema/option.js";
import { head, headOf } from "./common.js";
import { field, list, optional, scalar, struct, text, vocabulary } from "./shape.js";
import { wordsOf } from "./words-of.js";

const optionValue = struct("OptionValue", "A word that an option takes.", {
  value: field(text, "The word."),
  brief: field(text, "What it means."),
});

/** What options of the client and of wrappers have in common. */
export const optionHead = {
  ...head,
  type: field(vocabulary("OptionType", "Types of options.", wordsOf(optionFields.type)), "Type of the option."),
  values: optional(list(optionValue), "Words that an enum option takes."),
  default: optional(scalar, "Value when the caller sets none; unset when there is no default."),
  rationale: field(text, "Why the default is what it is."),
};

export function optionHeadOf(entry: OptionEntry) {
  return {
    ...headOf(entry),
    type: entry.type,
    values: entry.values,
    default: entry.default ?? undefined,
    rationale: entry.rationale,
  };
}
