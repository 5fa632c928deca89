// SPDX-License-Identifier: Apache-2.0
import { type InterfaceDeclarationStructure, StructureKind } from "ts-morph";
import type { Emitter, ModelType, SpecModel } from "../../model.js";
import { concreteModes } from "./capture.js";
import { allFields, nestedType, nestedTypeNames } from "./field-type.js";
import { typeImport } from "./imports.js";
import { constStatement } from "./plain-statements.js";
import { doc, tsFile } from "./ts-file.js";

const INPUTS = ["spec/capture.yaml", "spec/models.yaml"];

interface ContentField {
  readonly record: string;
  readonly path: string;
  readonly key?: string;
  readonly field: string;
  readonly captureClass: string;
}

/** Every place that can hold content, for tests that plant canaries there and look for them behind every sink. */
export const tsContentFieldsEmitter: Emitter = {
  id: "ts/content-fields",
  target: "ts",
  emit: (model) => {
    const nested = nestedTypeNames(model);
    const records = model.models.types.filter((type) => !nested.has(type.name));
    return [
      tsFile(model, "emit/ts/content-fields.ts", INPUTS, "generated/ts/content-fields.ts", [
        typeImport("./capture.js", ["ConcreteCaptureMode"]),
        contentFieldInterface(),
        constStatement(
          "CONTENT_FIELDS",
          "readonly ContentField[]",
          records.flatMap((record) => contentFields(model, record, record.name, "")),
          "Every field of every record and input that holds content.",
        ),
        constStatement(
          "CONTENT_MATRIX",
          'Readonly<Record<string, Readonly<Record<string, Readonly<Record<ConcreteCaptureMode, "keep" | "strip" | "include_content" | "capture_input">>>>>>',
          contentMatrix(model),
          "Content class to sink to capture mode to what happens there; a sink that is missing never receives the class.",
        ),
      ]),
    ];
  },
};

function contentFieldInterface(): InterfaceDeclarationStructure {
  const property = (name: string, brief: string, optional = false) => ({
    name,
    type: "string",
    isReadonly: true,
    hasQuestionToken: optional,
    docs: doc(brief),
  });
  return {
    kind: StructureKind.Interface,
    isExported: true,
    name: "ContentField",
    docs: doc("A field that holds content."),
    properties: [
      property("record", "Type that is handed to the SDK or to a sink."),
      property("path", "Way from the record to the field: `input[].parts[].text`."),
      property("key", "Key inside a free-form object.", true),
      property("field", "Field of the spec: `MessagePart.text`."),
      property("captureClass", "Content class, a key of CONTENT_MATRIX."),
    ],
  };
}

function contentFields(model: SpecModel, type: ModelType, record: string, prefix: string): ContentField[] {
  return allFields(type).flatMap((field) => {
    const path = `${prefix}${field.tsName}${field.repeated ? "[]" : ""}`;
    const nested = nestedType(model, field);
    return [
      ...entriesOf(model, type, field.name, record, path),
      ...(nested === undefined ? [] : contentFields(model, nested, record, `${path}.`)),
    ];
  });
}

function entriesOf(model: SpecModel, type: ModelType, name: string, record: string, path: string): ContentField[] {
  const field = `${type.subsetOf ?? type.name}.${name}`;
  return model.capture.fields.flatMap((entry) => {
    if (entry.field !== field || entry.class === undefined) return [];
    const key = model.attributes.find((attribute) => attribute.id === entry.metadata_key)?.key;
    return [{ record, path, ...(key === undefined ? {} : { key }), field, captureClass: entry.class }];
  });
}

function contentMatrix(model: SpecModel): unknown {
  const modes = concreteModes(model.capture);
  const row = (decisions: Readonly<Record<string, string>>): unknown =>
    Object.fromEntries(modes.map((mode) => [mode.value, decisions[mode.id] ?? "strip"]));
  return Object.fromEntries(
    model.capture.classes.map((entry) => [
      entry.id,
      Object.fromEntries(Object.entries(entry.matrix).map(([sink, decisions]) => [sink, row(decisions)])),
    ]),
  );
}
