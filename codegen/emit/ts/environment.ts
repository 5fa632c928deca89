// SPDX-License-Identifier: Apache-2.0
import type { Emitter, SpecModel } from "../../model.js";
import { camelCase } from "../../naming.js";
import { constStatement } from "./plain-statements.js";
import { type Statement, tsFile } from "./ts-file.js";

const INPUTS = ["spec/config.yaml", "spec/sdk.yaml"];
const AUTH = "generation_export.auth.";

/** Environment variables and how their text is read; only the entry that reads them imports it. */
export const tsEnvironmentEmitter: Emitter = {
  id: "ts/environment",
  target: "ts",
  emit: (model) => [
    tsFile(model, "emit/ts/environment.ts", INPUTS, "generated/ts/environment.ts", [
      ROW_INTERFACE,
      constStatement(
        "ENVIRONMENT_VARIABLES",
        "readonly EnvironmentVariable[]",
        optionRows(model),
        "Every option that a variable fills, in the order of the options; one variable may fill several.",
      ),
      constStatement(
        "EXTRA_ENVIRONMENT_VARIABLES",
        "readonly EnvironmentVariable[]",
        extraRows(model),
        "Variables for something other than the client's options; the path begins with what they are for.",
      ),
      ...formatStatements(model),
    ]),
  ],
};

const ROW_INTERFACE = `/** An environment variable and what it fills. */
export interface EnvironmentVariable {
  readonly name: string;
  /** Way to the option: generationExport, endpoint. */
  readonly path: readonly string[];
  readonly type: "string" | "int" | "boolean" | "enum" | "string_map";
  /** Words of an enum. */
  readonly values?: readonly string[];
  /** What an unknown word counts as; absent: the variable is skipped. */
  readonly unknown?: string;
  /** Modes of authentication that take the value; absent: it does not depend on the mode. */
  readonly modes?: readonly string[];
}
`;

function optionRows(model: SpecModel): readonly unknown[] {
  return model.config.options
    .filter((option) => option.env !== undefined && option.status === "available")
    .map(({ id, env, env_unknown: unknown, type, values }) => ({
      name: `${model.sdk.env_prefix}${env}`,
      path: id.split(".").map(camelCase),
      type,
      values: values?.map((word) => word.value),
      unknown,
      modes: modesOf(model, id),
    }));
}

/** The modes that list the credential; the mode itself belongs to all of them. */
function modesOf(model: SpecModel, id: string): readonly string[] | undefined {
  const modes = model.config.auth_modes.filter((mode) => mode.fields.some((field) => id === `${AUTH}${field}`));
  return modes.length === 0 ? undefined : modes.map((mode) => mode.mode);
}

function extraRows(model: SpecModel): readonly unknown[] {
  return model.config.env_only.map(({ env, type, target }) => ({
    name: `${model.sdk.env_prefix}${env}`,
    path: target.split(".").map(camelCase),
    type,
  }));
}

function formatStatements({ config: { env_format: format } }: SpecModel): Statement[] {
  if (format === undefined) return [];
  return [
    constStatement("TRUE_WORDS", "readonly string[]", format.true_words, "Words that turn a switch on."),
    constStatement("FALSE_WORDS", "readonly string[]", format.false_words, "Words that turn a switch off."),
    constStatement("PAIR_SEPARATOR", "string", format.pair_separator, "Between the pairs of a map."),
    constStatement("KEY_SEPARATOR", "string", format.key_separator, "Between the key and the value of a pair."),
  ];
}
