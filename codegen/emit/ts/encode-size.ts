// SPDX-License-Identifier: Apache-2.0
import { type FunctionDeclarationStructure, StructureKind } from "ts-morph";
import type { Emitter, ModelType } from "../../model.js";
import { doc, tsFile } from "./ts-file.js";
import { enumNumberName } from "./wire-enums.js";
import { textOf, type WireDialect, wireFunctions, wireImports } from "./wire-function.js";
import { keySize, measureName, unsupported, type WireField, wireEnums, wireRoots, wireTypes } from "./wire-members.js";

/** Exact protobuf sizes, which also plan the lengths that the encoder writes. */
export const tsEncodeSizeEmitter: Emitter = {
  id: "ts/encode-size",
  target: "ts",
  emit: (model) => {
    const roots = wireRoots(model);
    const functions = [
      ...roots.map(sizeFunction),
      ...wireTypes(model).flatMap((type) => wireFunctions(SIZE, type, roots.includes(type))),
    ];
    const imports = wireImports(model, textOf(functions), {
      "../../src/internal/wire/size-plan.js": ["SizePlan"],
      "../../src/internal/wire/struct.js": ["measureStruct"],
      "../../src/internal/wire/timestamp.js": ["isTimestamp", "measureTimestamp"],
      "../../src/internal/wire/varint.js": ["int64Size", "isInt64", "isNonZeroInt64", "varintSize"],
      "./wire-enums.js": wireEnums(model).map(enumNumberName),
    });
    return [
      tsFile(model, "emit/ts/encode-size.ts", ["spec/models.yaml", "proto"], "generated/ts/size.ts", [
        ...imports,
        ...functions,
      ]),
    ];
  },
};

const SIZE: WireDialect = {
  verb: "measure",
  parameter: { name: "plan", type: "SizePlan" },
  returnType: "number",
  before: ["let size = 0;"],
  after: ["return size;"],
  describe: (name) => `Size of one ${name} without key and length of its own; lengths of what it holds go to the plan.`,
  single: (field, value) => {
    const key = keySize(field.proto);
    if (field.type.kind === "enum") {
      return `const ${field.tsName}Number = ${enumNumberName(field.type.enum)}(${value});\nif (${field.tsName}Number !== 0) size += ${key} + varintSize(${field.tsName}Number);`;
    }
    if (field.type.kind === "bool") return `size += ${key + 1};`;
    if (field.type.kind === "double") return `size += ${key + 8};`;
    return `size += ${key} + ${valueSize(field, value)};`;
  },
  many: (field, value) => {
    const key = keySize(field.proto);
    if (field.type.kind === "string_map") return `size += plan.textMap(${key}, ${value});`;
    return `for (const item of ${value} ?? []) size += ${key} + ${valueSize(field, "item")};`;
  },
  lifted: (wrapper, functionName) => `size += ${keySize(wrapper)} + plan.message(value, ${functionName});`,
};

function valueSize(field: WireField, value: string): string {
  switch (field.type.kind) {
    case "string":
      return `plan.text(${value})`;
    case "bytes":
      return `plan.bytes(${value})`;
    case "timestamp":
      return `plan.message(${value}, measureTimestamp)`;
    case "struct":
      return `plan.message(${value}, measureStruct)`;
    case "type":
      return `plan.${field.always ? "messageOrEmpty" : "message"}(${value}, ${measureName(field.type.name)})`;
    case "int64":
      if (!field.repeated) return `int64Size(${value})`;
      throw unsupported(field);
    default:
      throw unsupported(field);
  }
}

function sizeFunction(type: ModelType): FunctionDeclarationStructure {
  return {
    kind: StructureKind.Function,
    isExported: true,
    name: `size${type.name}`,
    parameters: [{ name: "value", type: type.name }],
    returnType: "number",
    docs: doc(`Exact bytes of one ${type.name} as a protobuf message. Costs about as much as encoding it.`),
    statements: [`return ${measureName(type.name)}(value, new SizePlan());`],
  };
}
