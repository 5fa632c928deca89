// SPDX-License-Identifier: Apache-2.0
import {
  type InterfaceDeclarationStructure,
  type PropertySignatureStructure,
  StructureKind,
  type WriterFunction,
} from "ts-morph";
import type { Emitter, ModelField, ModelType, SpecModel } from "../../model.js";
import { renderFieldNames } from "../field-names.js";
import { allFields, fieldType } from "./field-type.js";
import { typeImport } from "./imports.js";
import { doc, docComment, literal, tsFile } from "./ts-file.js";

const INPUTS = ["spec/models.yaml", "proto"];

/** The friendly types: records and their parts, and what callers hand in at start and end of a recording. */
export const tsModelsEmitter: Emitter = {
  id: "ts/models",
  target: "ts",
  emit: (model) => {
    const types = model.models.types;
    const enums = types
      .flatMap(allFields)
      .flatMap((field) => (field.type.kind === "enum" ? [field.type.enum.name] : []));
    const imports = enums.length === 0 ? [] : [typeImport("./enums.js", enums)];
    const declarations = types.map((type) =>
      type.union === undefined ? interfaceOf(model, type) : unionOf(model, type),
    );
    return [tsFile(model, "emit/ts/models.ts", INPUTS, "generated/ts/models.ts", [...imports, ...declarations])];
  },
};

function interfaceOf(model: SpecModel, type: ModelType): InterfaceDeclarationStructure {
  return {
    kind: StructureKind.Interface,
    isExported: true,
    name: type.name,
    docs: doc(renderFieldNames(model, type.brief)),
    properties: type.fields.map((field) => property(model, field)),
  };
}

function property(model: SpecModel, field: ModelField): Omit<PropertySignatureStructure, "kind"> {
  return {
    name: field.tsName,
    hasQuestionToken: !field.required,
    type: fieldType(field),
    docs: doc(renderFieldNames(model, field.brief)),
  };
}

/** `MessagePart = { kind: "text"; text: string; ... } | ...`, written by hand because structures have no docs inside a union. */
function unionOf(model: SpecModel, type: ModelType): WriterFunction {
  return (writer) => {
    writer
      .write(docComment("", renderFieldNames(model, type.brief)))
      .write(`export type ${type.name} =`)
      .newLine();
    type.union?.variants.forEach((variant, index, variants) => {
      writer.write(`  | {\n      ${type.union?.discriminator}: ${literal(variant.kind)};\n`);
      for (const field of [variant.field, ...type.fields]) {
        const optional = field === variant.field || field.required ? "" : "?";
        const text = field === variant.field ? fieldType({ ...field, required: true }) : fieldType(field);
        const brief = renderFieldNames(model, field.brief);
        writer.write(docComment("      ", brief)).write(`      ${field.tsName}${optional}: ${text};\n`);
      }
      writer.write(`    }${index === variants.length - 1 ? ";" : ""}`).newLine();
    });
  };
}
