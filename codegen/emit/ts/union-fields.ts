// SPDX-License-Identifier: Apache-2.0
import { type InterfaceDeclarationStructure, StructureKind } from "ts-morph";
import type { Emitter, ModelType } from "../../model.js";
import { constantCase } from "../../naming.js";
import { allFields, fieldValueType } from "./field-type.js";
import { typeImport } from "./imports.js";
import { constStatement } from "./plain-statements.js";
import { doc, tsFile } from "./ts-file.js";

/** For every union an interface with the fields of all variants side by side, for code that must not trust the discriminator. */
export const tsUnionFieldsEmitter: Emitter = {
  id: "ts/union-fields",
  target: "ts",
  emit: (model) => {
    const unions = model.models.types.filter((type) => type.union !== undefined);
    const used = unions.flatMap((type) => [
      type.name,
      ...allFields(type).flatMap((field) => (field.type.kind === "type" ? [field.type.name] : [])),
    ]);
    const imports = unions.length === 0 ? [] : [typeImport("./models.js", used)];
    return [
      tsFile(model, "emit/ts/union-fields.ts", ["spec/models.yaml", "proto"], "generated/ts/union-fields.ts", [
        ...imports,
        ...unions.flatMap((type) => [kindsStatement(type), fieldsInterface(type)]),
      ]),
    ];
  },
};

/** `MessagePart` -> `MessagePartFields`. */
export function fieldsName(type: Pick<ModelType, "name">): string {
  return `${type.name}Fields`;
}

/** `MessagePart` -> `MESSAGE_PART_KINDS`. */
export function kindsConstant(type: ModelType): string {
  return `${constantCase(type.name)}_${constantCase(type.union?.discriminator ?? "kind")}S`;
}

function kindsStatement(type: ModelType): string {
  const { discriminator, variants } = type.union ?? { discriminator: "kind", variants: [] };
  return constStatement(
    kindsConstant(type),
    `readonly ${type.name}["${discriminator}"][]`,
    variants.map((variant) => variant.kind),
    `Every \`${discriminator}\` of a {@link ${type.name}}.`,
  );
}

function fieldsInterface(type: ModelType): InterfaceDeclarationStructure {
  const discriminator = type.union?.discriminator ?? "kind";
  return {
    kind: StructureKind.Interface,
    isExported: true,
    name: fieldsName(type),
    docs: doc(`Every field that some variant of {@link ${type.name}} has; which ones are set is not known.`),
    properties: [
      { name: discriminator, type: `${type.name}["${discriminator}"]` },
      ...allFields(type).map((field) => ({
        name: field.tsName,
        hasQuestionToken: true,
        type: `${fieldValueType(field)} | undefined`,
      })),
    ],
  };
}
