// SPDX-License-Identifier: Apache-2.0
import { type InterfaceDeclarationStructure, StructureKind } from "ts-morph";
import type { Emitter, SpecModel } from "../../model.js";
import { camelCase } from "../../naming.js";
import { providerOptionValues } from "../../option-values.js";
import type { ProviderOption } from "../../schema/providers.js";
import { typeImport } from "./imports.js";
import { inputType, leafType, optionDocs, ruleLiteral } from "./option-members.js";
import { typeStatement } from "./plain-statements.js";
import { doc, type Statement, tsFile } from "./ts-file.js";

const INPUTS = ["spec/providers.yaml", "spec/config.yaml"];

/** Options of mappers and wrappers, and their rules. */
export const tsProviderOptionsEmitter: Emitter = {
  id: "ts/provider-options",
  target: "ts",
  emit: (model) => [
    tsFile(model, "emit/ts/provider-options.ts", INPUTS, "generated/ts/provider-options.ts", statements(model)),
  ],
};

function statements(model: SpecModel): Statement[] {
  const { options, providers } = model.providers;
  const shared = options.filter(({ values_of: source }) => source !== undefined).map(leafType);
  return [
    ...(shared.length === 0 ? [] : [typeImport("./enums.js", shared)]),
    typeImport("./option-rules.js", ["OptionGroup"]),
    ...options.flatMap(wordsType),
    optionsInterface(model, "MapperOptions", "mappers", "What a mapper needs to know beside request and answer."),
    optionsInterface(model, "ProviderOptions", "wrappers", "How calls of a client are recorded.", "MapperOptions"),
    ...providers.map(({ id, title }) => {
      const brief = `How calls of ${/^[AEIOU]/.test(title) ? "an" : "a"} ${title} client are recorded.`;
      return optionsInterface(model, `${title}Options`, id, brief, "ProviderOptions");
    }),
    resolvedInterface(options),
    rules(model),
  ];
}

/** The words of an enum that no other file names. */
function wordsType({ ts_type: name, values, brief }: ProviderOption): Statement[] {
  if (name === undefined || values === undefined) return [];
  return [typeStatement(name, values.map(({ value }) => JSON.stringify(value)).join(" | "), brief)];
}

function optionsInterface(model: SpecModel, name: string, taker: string, brief: string, base?: string): Statement {
  const own = model.providers.options.filter((option) => option.taken_by === taker);
  if (own.length === 0 && base !== undefined) return typeStatement(name, base, brief);
  return {
    kind: StructureKind.Interface,
    isExported: true,
    name,
    extends: base === undefined ? [] : [base],
    docs: doc(brief),
    properties: own.map((option) => ({
      kind: StructureKind.PropertySignature,
      name: nameOf(option),
      hasQuestionToken: true,
      type: `${inputType(option)} | undefined`,
      docs: doc(...optionDocs(model, { ...option, brief: [option.brief, option.note].filter(Boolean).join(" ") })),
    })),
  };
}

function resolvedInterface(options: readonly ProviderOption[]): InterfaceDeclarationStructure {
  return {
    kind: StructureKind.Interface,
    isExported: true,
    name: "ResolvedProviderOptions",
    docs: doc("Options of all wrappers, complete and checked."),
    properties: options.map((option) => ({
      kind: StructureKind.PropertySignature,
      name: nameOf(option),
      isReadonly: true,
      type: option.default === undefined ? `${leafType(option)} | undefined` : leafType(option),
    })),
  };
}

function rules(model: SpecModel): string {
  const rows = model.providers.options.map((option) => {
    const rule = ruleLiteral({ ...option, values: providerOptionValues(option, model.config) });
    return `  ${nameOf(option)}: ${rule},\n`;
  });
  return `\n/** Options of all wrappers by their names. */\nexport const PROVIDER_OPTION_RULES: OptionGroup = {\n${rows.join("")}};\n`;
}

function nameOf({ id }: ProviderOption): string {
  return camelCase(id.split(".").at(-1) ?? id);
}
