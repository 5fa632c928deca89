// SPDX-License-Identifier: Apache-2.0
import { type InterfaceDeclarationStructure, StructureKind } from "ts-morph";
import type { Emitter, ModelType } from "../../model.js";
import { allFields, fieldValueType } from "./field-type.js";
import { typeImport } from "./imports.js";
import { doc, tsFile } from "./ts-file.js";

/** For every union an interface with the fields of all variants side by side, for code that must not trust the discriminator. */
export const tsUnionFieldsEmitter: Emitter = {
  id: "ts/union-fields",
  target: "ts",
  emit: (model) => {
    const unions = model.models.types.filter((type) => type.union !== undefined);
    const used = unions.flatMap((type) => [type.name, ...allFields(type).flatMap((field) => (field.type.kind === "type" ? [field.type.name] : []))]);
    const imports = unions.length === 0 ? [] : [typeImport("./models.js", used)];
    return [tsFile(model, "emit/ts/union-fields.ts", ["spec/models.yaml", "proto"], "generated/ts/union-fields.ts", [...imports, ...unions.map(fieldsInterface)])];
  },
};

/** `MessagePart` -> `MessagePartFields`. */
export function fieldsName(type: Pick<ModelType, "name">): string {
  return `${type.name}Fields`;
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
      ...allFields(type).map((field) => ({ name: field.tsName, hasQuestionToken: true, type: `${fieldValueType(field)} | undefined` })),
    ],
  };
}
