// SPDX-License-Identifier: Apache-2.0
import { type InterfaceDeclarationStructure, type PropertySignatureStructure, StructureKind } from "ts-morph";
import type { Emitter, SpecModel } from "../../model.js";
import { camelCase, constantCase, pascalCase } from "../../naming.js";
import { camelPath, renderOptionNames } from "../option-names.js";
import { inputType, leafType, optionDocs, parenthesized, ruleLiteral } from "./option-members.js";
import { doc, docComment, literal, propertyKey, type Statement, tsFile } from "./ts-file.js";

const INPUTS = ["spec/config.yaml"];
type Option = SpecModel["config"]["options"][number];

/** A group of options (`generation_export`) or one option; leaves have no children. */
interface OptionNode {
  readonly name: string;
  readonly option: Option | undefined;
  readonly children: OptionNode[];
}

/** Options of the client, their defaults and their rules. */
export const tsOptionsEmitter: Emitter = {
  id: "ts/options",
  target: "ts",
  emit: (model) => {
    const root = optionTree(model);
    return [
      tsFile(model, "emit/ts/options.ts", INPUTS, "generated/ts/options.ts", [
        ...typeImports(model),
        ...interfaces(model, root),
      ]),
      tsFile(model, "emit/ts/options.ts", INPUTS, "generated/ts/option-rules.ts", rules(model, root)),
    ];
  },
};

function isOffered(option: Option): boolean {
  return option.status === "available";
}

function optionTree(model: SpecModel): OptionNode {
  const root: OptionNode = { name: "", option: undefined, children: [] };
  for (const option of model.config.options.filter(isOffered)) {
    let node: OptionNode | undefined = root;
    const parts = option.id.split(".");
    for (const part of parts.slice(0, -1)) node = node?.children.find((child) => child.name === part);
    // Members of a typed object such as `auth` are described by its type.
    if (node === undefined || node.option?.ts_type !== undefined) continue;
    node.children.push({ name: parts.at(-1) ?? "", option, children: [] });
  }
  return root;
}

/** Types of models, of credentials and of OpenTelemetry come from their modules, all others from the runtime's option types. */
function typeImports(model: SpecModel): Statement[] {
  const names = new Set(
    model.config.options.filter(isOffered).flatMap((option) => option.ts_type?.match(/\b[A-Z]\w+/g) ?? []),
  );
  const take = (candidates: readonly string[]): string[] => candidates.filter((name) => names.delete(name)).sort();
  const otel = take(["Tracer", "Meter"]);
  take(["Date", "Promise", "AbortSignal", "Error", "Record", "Readonly"]);
  const models = take(model.models.types.map((type) => type.name));
  const auth = take(["Auth"]);
  return [
    ...typeImport(otel, "@opentelemetry/api"),
    ...typeImport(auth, "./auth.js"),
    ...typeImport(models, "./models.js"),
    ...typeImport([...names].sort(), "../../src/config/option-types.js"),
  ];
}

function typeImport(names: readonly string[], from: string): Statement[] {
  return names.length === 0 ? [] : [`import type { ${names.join(", ")} } from "${from}";`];
}

function interfaces(model: SpecModel, node: OptionNode): InterfaceDeclarationStructure[] {
  const groups = node.children.filter((child) => child.children.length > 0);
  const name = node.name === "" ? "SigilClient" : pascalCase(node.name);
  const brief =
    node.option?.brief ?? "Options of a client. Every one has a default; a wrong value is an error at construction.";
  return [
    {
      kind: StructureKind.Interface,
      isExported: true,
      name: `${name}Options`,
      docs: doc(brief),
      properties: node.children.map((child) => inputProperty(model, child)),
    },
    {
      kind: StructureKind.Interface,
      isExported: true,
      name: node.name === "" ? "ResolvedConfig" : `Resolved${name}Options`,
      docs: doc(
        node.name === ""
          ? "Options after `resolveConfig`: complete, checked and frozen."
          : `${brief} Complete and checked.`,
      ),
      properties: node.children.map((child) => resolvedProperty(model, child)),
    },
    ...groups.flatMap((group) => interfaces(model, group)),
  ];
}

function inputProperty(model: SpecModel, node: OptionNode): PropertySignatureStructure {
  const type = node.children.length > 0 ? `${pascalCase(node.name)}Options` : inputType(node.option);
  return {
    kind: StructureKind.PropertySignature,
    name: camelCase(node.name),
    hasQuestionToken: true,
    type: `${parenthesized(type)} | undefined`,
    docs: node.option === undefined ? [] : doc(...optionDocs(model, node.option)),
  };
}

function resolvedProperty(model: SpecModel, node: OptionNode): PropertySignatureStructure {
  const isGroup = node.children.length > 0;
  const type = isGroup ? `Resolved${pascalCase(node.name)}Options` : leafType(node.option);
  const isOptional = !isGroup && node.option?.default === undefined;
  return {
    kind: StructureKind.PropertySignature,
    name: camelCase(node.name),
    isReadonly: true,
    type: isOptional ? `${parenthesized(type)} | undefined` : type,
    docs: doc(renderOptionNames(model, node.option?.brief ?? "")),
  };
}

/** One table for defaults and rules: an application loads it whole. */
function rules(model: SpecModel, root: OptionNode): Statement[] {
  const defaultsFor = model.config.options
    .filter((option) => isOffered(option) && option.default_for !== undefined)
    .map((option) => [camelCase(option.id.split(".").at(-1) ?? ""), option.default_for]);
  return [
    `/**
 * What a value of an option must look like, and its default. The third member is the list of words of an \`enum\`, or the least
 * value of an \`int\`; the fourth its greatest.
 */
export type OptionRule = readonly [
  type: "string" | "provided" | "int" | "boolean" | "enum" | "string_map" | "function" | "object" | "custom",
  fallback?: unknown,
  wordsOrMin?: readonly string[] | number,
  max?: number,
];

/** Options by their names; a group holds those of its members. */
export interface OptionGroup {
  readonly [name: string]: OptionRule | OptionGroup;
}
`,
    `/** Every option. */\nexport const OPTION_RULES: OptionGroup = ${groupLiteral(model, root, "")};\n`,
    `/** The credentials of all modes; the authentication matrix says which go together. */\nexport const AUTH_RULES: OptionGroup = ${groupLiteral(model, credentialTree(model), "")};\n`,
    ...model.config.options.flatMap((option) =>
      option.follows === undefined
        ? []
        : [
            `/** What ${camelPath(option.id)} is where ${camelPath(option.follows)} does not tell. */\nexport const DEFAULT_${constantCase(option.id)} = ${literal(option.default)};\n`,
          ],
    ),
    `/** Defaults of export options that depend on the protocol. */\nexport const PROTOCOL_DEFAULTS = ${literal(Object.fromEntries(defaultsFor))} as const;\n`,
  ];
}

function groupLiteral(model: SpecModel, node: OptionNode, indent: string): string {
  const inner = `${indent}  `;
  const members = node.children.map((child) => {
    const key = `${inner}${propertyKey(camelCase(child.name))}`;
    if (child.children.length > 0) return `${key}: ${groupLiteral(model, child, inner)},\n`;
    const why =
      child.option?.default === undefined ? "" : docComment(inner, renderOptionNames(model, child.option.rationale));
    return `${why}${key}: ${ruleOf(child.option)},\n`;
  });
  return `{\n${members.join("")}${indent}}`;
}

/** Code works out what follows another option. */
function ruleOf(option: Option | undefined): string {
  return option?.follows === undefined ? ruleLiteral(option) : ruleLiteral({ ...option, default: undefined });
}

/** Members of the credentials. The matrix tells about their modes, so that is any text here. */
function credentialTree(model: SpecModel): OptionNode {
  const prefix = "generation_export.auth.";
  const members = model.config.options.filter((option) => option.id.startsWith(prefix));
  const children = members.map(({ values: _, default: __, ...option }) => ({
    name: option.id.slice(prefix.length),
    option: option.type === "enum" ? { ...option, type: "string" as const } : option,
    children: [],
  }));
  return { name: "auth", option: undefined, children };
}
