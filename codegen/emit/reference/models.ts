// SPDX-License-Identifier: Apache-2.0
import type { Emitter, FieldType, ModelEnum, ModelField, ModelType, SpecModel } from "../../model.js";
import { renderFieldNames } from "../field-names.js";
import { anchor, code, heading, link, prose, table } from "./markdown.js";
import { type Page, pageEmitter } from "./page.js";

export const modelsPage: Page = {
  name: "models",
  title: "Types",
  summary: "The types that callers fill in and recorders finish, with the protobuf fields behind them.",
  inputs: () => ["spec/models.yaml", "spec/attributes.yaml", "proto", "spec/sdk.yaml"],
  blocks: (model) => [
    "Optional fields may be left out or be `undefined`. Bytes may be given as text, which stands for its UTF-8 form. " +
      "A count that is not a whole number from 0 up is left out of the record.",
    ...model.models.types.flatMap((type) => describeType(model, type)),
    heading(2, "Enums", "enums"),
    ...model.models.enums.flatMap(describeEnum),
  ],
};

/** Friendly types, their fields, and the proto names and numbers. */
export const referenceModelsEmitter: Emitter = pageEmitter(modelsPage);

function describeType(model: SpecModel, type: ModelType): string[] {
  return [
    heading(2, code(type.name), `type-${type.name}`),
    [prose(renderFieldNames(model, type.brief)), originOf(model, type)].filter((text) => text !== "").join(" "),
    ...(type.union === undefined ? [] : [unionTable(model, type, type.union)]),
    ...(type.fields.length === 0 ? [] : [fieldTable(model, type.fields)]),
  ];
}

function originOf(model: SpecModel, { proto, subsetOf }: ModelType): string {
  if (subsetOf !== undefined) return `A part of ${typeLink(subsetOf)}.`;
  return proto === undefined
    ? ""
    : `On the wire: ${link(code(`${model.proto.package}.${proto.name}`), "wire.md", `message-${proto.name}`)}.`;
}

function unionTable(model: SpecModel, type: ModelType, union: NonNullable<ModelType["union"]>): string {
  return table(
    [code(union.discriminator), "Field", "Type", "Proto field", "Description"],
    union.variants.map(({ kind, field }) => [
      `${anchor(`${type.name}.${kind}`)}${code(`"${kind}"`)}`,
      code(field.tsName),
      typeText(field),
      protoText(field),
      prose(renderFieldNames(model, field.brief)),
    ]),
  );
}

function fieldTable(model: SpecModel, fields: readonly ModelField[]): string {
  return table(
    ["Field", "Type", "Required", "Proto field", "Description"],
    fields.map((field) => [
      `${anchor(field.path)}${code(field.tsName)}`,
      typeText(field),
      field.required ? "yes" : "",
      protoText(field),
      prose(renderFieldNames(model, field.brief)),
    ]),
  );
}

/** TypeScript types of what is no type or enum of the model. */
const SIMPLE: Readonly<Record<Exclude<FieldType["kind"], "enum" | "type">, string>> = {
  string: "string",
  int64: "number",
  double: "number",
  bool: "boolean",
  bytes: "string | Uint8Array",
  timestamp: "Date",
  json: "unknown",
  struct: "Record<string, unknown>",
  string_map: "Record<string, string>",
};

function typeText({ type, repeated }: ModelField): string {
  const suffix = repeated ? "[]" : "";
  switch (type.kind) {
    case "type":
      return typeLink(type.name, suffix);
    case "enum":
      return link(code(`${type.enum.name}${suffix}`), "", `enum-${type.enum.name}`);
    default:
      return code(`${SIMPLE[type.kind]}${suffix}`);
  }
}

function typeLink(name: string, suffix = ""): string {
  return link(code(`${name}${suffix}`), "", `type-${name}`);
}

function protoText({ proto, lift, metadata }: ModelField): string {
  if (metadata !== undefined) return `metadata key ${link(code(metadata.key), "attributes.md", metadata.id)}`;
  if (proto === undefined) return "";
  return lift === undefined
    ? `${code(proto.name)} = ${proto.number}`
    : `${code(`${lift.name}.${proto.name}`)} = ${lift.number}.${proto.number}`;
}

function describeEnum(modelEnum: ModelEnum): string[] {
  return [
    heading(3, code(modelEnum.name), `enum-${modelEnum.name}`),
    prose(modelEnum.brief),
    table(
      ["Value", "Proto value", "Description"],
      modelEnum.values.map(({ value, protoName, number, brief }) => [
        code(`"${value}"`),
        protoName === undefined ? "" : `${code(protoName)} = ${number}`,
        prose(brief),
      ]),
    ),
  ];
}
