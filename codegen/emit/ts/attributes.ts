// SPDX-License-Identifier: Apache-2.0
import { StructureKind, VariableDeclarationKind, type VariableStatementStructure } from "ts-morph";
import type { Emitter, ResolvedAttribute, SpecModel } from "../../model.js";
import { constantCase } from "../../naming.js";
import { doc, literal, type Statement, tsFile } from "./ts-file.js";

const INPUTS = ["spec/attributes.yaml", "spec/sdk.yaml"];

/** Constants for every attribute and metadata key, and for the members of their value sets. */
export const tsAttributesEmitter: Emitter = {
  id: "ts/attributes",
  target: "ts",
  emit: (model) => [
    tsFile(model, "emit/ts/attributes.ts", INPUTS, "generated/ts/attributes.ts", [
      ...model.attributes.map(keyConstant),
      ...identity(model),
    ]),
    tsFile(
      model,
      "emit/ts/attributes.ts",
      INPUTS,
      "generated/ts/attribute-values.ts",
      model.attributes.flatMap(valueConstants),
    ),
  ],
};

function keyConstant(attribute: ResolvedAttribute): Statement {
  const examples = `Examples: ${attribute.examples.map((example) => JSON.stringify(example)).join(", ")}.`;
  return constant(
    attribute.constant,
    JSON.stringify(attribute.key),
    doc(attribute.brief, attribute.note, `${capitalized(attribute.type)} on ${attribute.on.join(", ")}. ${examples}`),
  );
}

function valueConstants(attribute: ResolvedAttribute): Statement[] {
  if (attribute.values === undefined) return [];
  const base = attribute.constant.replace(/^ATTR_/, "");
  const typeName = attribute.constant
    .replace(/^ATTR_/, "")
    .toLowerCase()
    .replace(/(^|_)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase());
  const names = attribute.values.members.map((member) => `${base}_VALUE_${constantCase(String(member.value))}`);
  const known = attribute.values.members.map((member) => literal(member.value)).join(" | ");
  return [
    ...attribute.values.members.map((member, index) =>
      constant(names[index] ?? "", literal(member.value), doc(member.brief)),
    ),
    {
      kind: StructureKind.TypeAlias,
      isExported: true,
      name: `${typeName}Value`,
      type: attribute.values.open && attribute.type === "string" ? `${known} | (string & {})` : known,
      docs: doc(
        `Value of \`${attribute.key}\`; ${attribute.values.open ? "other values are allowed" : "a closed set"}.`,
      ),
    },
  ];
}

function identity(model: SpecModel): Statement[] {
  const own = model.sdk.identities.find((candidate) => candidate.language === "javascript");
  if (own === undefined) throw new Error('spec/sdk.yaml: identities need an entry with language "javascript"');
  return [
    constant("SDK_NAME", literal(own.sdk_name), doc("Value of the SDK identity attribute and metadata key.")),
    constant("INSTRUMENTATION_SCOPE_NAME", literal(own.scope_name), doc("Name of the tracer and the meter.")),
    constant("USER_AGENT_PRODUCT", literal(own.user_agent), doc("Product token of the User-Agent header.")),
    constant(
      "SPEC_VERSION",
      literal(model.sdk.spec_version),
      doc("Version of the spec that this code was generated from."),
    ),
  ];
}

export function constant(name: string, initializer: string, docs: string[]): VariableStatementStructure {
  return {
    kind: StructureKind.VariableStatement,
    isExported: true,
    declarationKind: VariableDeclarationKind.Const,
    docs,
    declarations: [{ name, initializer: `${initializer}${/^["\d-]/.test(initializer) ? " as const" : ""}` }],
  };
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
