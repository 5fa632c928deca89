// SPDX-License-Identifier: Apache-2.0

import type { SpecModel } from "../model.js";
import { type ConfigFile, configFile } from "../schema/config.js";
import { head, headOf } from "./common.js";
import { optionHead, optionHeadOf } from "./option.js";
import { type ConstantGroup, constantGroup, defineSection, type SectionDefinition, withoutStem } from "./section.js";
import { constant, field, type Infer, int, list, map, optional, scalar, struct, text, vocabulary } from "./shape.js";
import { wordsOf } from "./words-of.js";

const envOnly = configFile.shape.env_only.unwrap().element.shape;
const optionEntry = configFile.shape.options.element.shape;

const option = struct("ConfigOption", "An option of the client.", {
  ...head,
  ...optionHead,
  default_for: optional(map(scalar), "Defaults per protocol where they differ from `default`."),
  follows: optional(
    text,
    "Endpoint whose origin is the default when it is reached over HTTP; otherwise it is `default`.",
  ),
  unit: optional(vocabulary("OptionUnit", "Units of options.", wordsOf(optionEntry.unit)), "Unit of a number."),
  min: optional(int, "Lowest allowed number."),
  max: optional(int, "Highest allowed number."),
  env: optional(constant("env"), "Environment variable that is read when the caller asks for it."),
  env_unknown: optional(text, "What the variable counts as when its word is none of the values."),
  status: field(
    vocabulary("OptionStatus", "Whether an option works already.", wordsOf(optionEntry.status)),
    "Planned options are part of the contract, but have no constants yet.",
  ),
});
type Option = Infer<typeof option>;

const environmentVariable = struct(
  "EnvironmentVariable",
  "An environment variable that goes to something other than an option.",
  {
    ...head,
    env: field(constant("env"), "Name of the variable."),
    type: field(
      vocabulary("EnvironmentType", "Types of environment variables.", wordsOf(envOnly.type)),
      "Type of its value.",
    ),
    target: field(text, "What the value is handed to."),
  },
);

const environmentFormat = struct("EnvironmentFormat", "How the text of an environment variable is read.", {
  true_words: field(list(text), "Words for true."),
  false_words: field(list(text), "Words for false."),
  pair_separator: field(text, "Between the pairs of a map."),
  key_separator: field(text, "Between key and value of a pair."),
});

const limit = struct("Limit", "A bound that the server or the protocol sets.", {
  ...head,
  value: field(int, "The bound."),
  unit: field(
    vocabulary("LimitUnit", "Units of limits.", wordsOf(configFile.shape.limits.element.shape.unit)),
    "Unit of the bound.",
  ),
});

const jsonMark = struct("JsonMark", "A text in place of what JSON cannot hold, or what is left out of it.", {
  ...head,
  text: field(constant("json_mark"), "The text."),
});

const shape = struct("ConfigTables", "Options and limits.", {
  options: field(list(option), "Every option of the client."),
  env_only: field(list(environmentVariable), "Environment variables that no option stands for."),
  env_format: optional(environmentFormat, "How the text of an environment variable is read; blank counts as unset."),
  limits: field(list(limit), "Bounds that are not options."),
  json_marks: field(list(jsonMark), "Texts in place of what JSON cannot hold, or what is left out of it."),
});

export const configSection: SectionDefinition = defineSection({
  id: "config",
  brief: "Options, defaults, environment names and limits.",
  inputs: ["spec/config.yaml"],
  shape,
  build: (model) => ({
    options: model.config.options.map((entry) => toOption(entry, model.sdk.env_prefix)),
    env_only: model.config.env_only.map((entry) => ({
      ...headOf(entry),
      env: `${model.sdk.env_prefix}${entry.env}`,
      type: entry.type,
      target: entry.target,
    })),
    env_format: model.config.env_format,
    limits: model.config.limits.map((entry) => ({ ...headOf(entry), value: entry.value, unit: entry.unit })),
    json_marks: model.config.json_marks.map((entry) => ({ ...headOf(entry), text: entry.text })),
  }),
  constants: optionConstants,
});

function toOption(entry: ConfigFile["options"][number], envPrefix: string): Option {
  return {
    ...optionHeadOf(entry),
    default_for: entry.default_for,
    follows: entry.follows,
    unit: entry.unit,
    min: entry.min,
    max: entry.max,
    env: envName(entry, envPrefix),
    status: entry.status,
  };
}

function envName(entry: { readonly env?: string | undefined }, prefix: string): string | undefined {
  return entry.env === undefined ? undefined : `${prefix}${entry.env}`;
}

function optionConstants(model: SpecModel): readonly ConstantGroup[] {
  const available = model.config.options.filter((entry) => entry.status === "available");
  return [
    constantGroup({
      id: "default",
      prefix: "DEFAULT",
      className: "Defaults",
      brief: "Default values of options.",
      entries: available,
      name: (entry) => entry.id,
      value: (entry) => (typeof entry.default === "object" ? undefined : entry.default),
    }),
    constantGroup({
      id: "env",
      prefix: "ENV",
      className: "EnvironmentNames",
      brief: "Names of environment variables.",
      entries: [...available, ...model.config.env_only],
      name: (entry) => entry.env ?? entry.id,
      value: (entry) => envName(entry, model.sdk.env_prefix),
    }),
    constantGroup({
      id: "limit",
      prefix: "LIMIT",
      className: "Limits",
      brief: "Bounds that the server or the protocol sets.",
      entries: model.config.limits,
      name: (entry) => withoutStem(entry.id, "limit"),
      value: (entry) => entry.value,
    }),
    constantGroup({
      id: "json_mark",
      prefix: "JSON_MARK",
      className: "JsonMarkTexts",
      brief: "Texts in place of what JSON cannot hold, or what is left out of it.",
      entries: model.config.json_marks,
      name: (entry) => withoutStem(entry.id, "json_mark"),
      value: (entry) => entry.text,
    }),
  ];
}
