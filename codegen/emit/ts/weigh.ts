// SPDX-License-Identifier: Apache-2.0
import { type FunctionDeclarationStructure, StructureKind } from "ts-morph";
import type { Emitter, ModelField, ModelType, SpecModel } from "../../model.js";
import { allFields } from "./field-type.js";
import { typeImport } from "./imports.js";
import { doc, tsFile } from "./ts-file.js";
import { fieldsName } from "./union-fields.js";
import { wireRoots, wireTypes } from "./wire-members.js";

/** What a record weighs in memory and at most on the wire, without scanning its text. */
export const tsWeighEmitter: Emitter = {
  id: "ts/weigh",
  target: "ts",
  emit: (model) => {
    const types = wireTypes(model);
    const roots = wireRoots(model);
    const names = types.map((type) => (type.union === undefined ? type.name : fieldsName(type)));
    return [
      tsFile(model, "emit/ts/weigh.ts", ["spec/models.yaml"], "generated/ts/weigh.ts", [
        'import { addJson, addList, addText, addTextMap, type Weight } from "../../src/internal/weight.js";',
        typeImport(
          "./models.js",
          names.filter((_, index) => types[index]?.union === undefined),
        ),
        ...(types.some((type) => type.union !== undefined)
          ? [
              typeImport(
                "./union-fields.js",
                names.filter((_, index) => types[index]?.union !== undefined),
              ),
            ]
          : []),
        ...types.map((type) => weighFunction(model, type, roots.includes(type))),
      ]),
    ];
  },
};

function weighFunction(model: SpecModel, type: ModelType, isRoot: boolean): FunctionDeclarationStructure {
  const fields = allFields(type).filter((field) => field.proto !== undefined);
  const scalars = fields.filter((field) => addStatement(model, field) === undefined).length;
  return {
    kind: StructureKind.Function,
    isExported: isRoot,
    name: `weigh${type.name}`,
    parameters: [
      { name: "value", type: type.union === undefined ? type.name : fieldsName(type) },
      { name: "weight", type: "Weight" },
    ],
    returnType: "void",
    docs: doc(`Adds one ${type.name} to the weight. A field that holds no text counts as one value, set or not.`),
    statements: [
      "weight.objects += 1;",
      `weight.values += ${scalars + 1};`,
      ...fields.map((field) => addStatement(model, field)).filter((line) => line !== undefined),
    ].join("\n"),
  };
}

function addStatement(model: SpecModel, field: ModelField): string | undefined {
  const value = `value.${field.tsName}`;
  const nested =
    field.type.kind === "type"
      ? model.models.types.find((type) => field.type.kind === "type" && type.name === field.type.name)
      : undefined;
  if (nested !== undefined)
    return field.repeated
      ? `addList(${value}, weight, weigh${nested.name});`
      : `if (${value} !== undefined) weigh${nested.name}(${value}, weight);`;
  switch (field.type.kind) {
    case "string":
    case "bytes":
      return field.repeated ? `addList(${value}, weight, addText);` : `addText(${value}, weight);`;
    case "string_map":
      return `addTextMap(${value}, weight);`;
    case "struct":
    case "json":
      return `addJson(${value}, weight);`;
    default:
      return undefined;
  }
}
