// SPDX-License-Identifier: Apache-2.0
import { type FunctionDeclarationStructure, StructureKind } from "ts-morph";
import type { Emitter, ModelType } from "../../model.js";
import { shapeName } from "./record-shapes.js";
import { doc, tsFile } from "./ts-file.js";
import { enumNumberName } from "./wire-enums.js";
import { textOf, type WireDialect, wireFunctions, wireImports } from "./wire-function.js";
import { unsupported, type WireField, wireEnums, wireRoots, wireTypes, writeName } from "./wire-members.js";

/** Encoders from the friendly model straight to protobuf. */
export const tsEncodeBinaryEmitter: Emitter = {
  id: "ts/encode-binary",
  target: "ts",
  emit: (model) => {
    const roots = wireRoots(model);
    const functions = [
      ...roots.map(encodeFunction),
      ...wireTypes(model).flatMap((type) => wireFunctions(BINARY, type, false)),
    ];
    const imports = wireImports(model, textOf(functions), {
      "../../src/internal/wire/proto-writer.js": ["ProtoWriter"],
      "../../src/internal/wire/size-plan.js": ["SizePlan"],
      "../../src/internal/value-types.js": ["isTimestamp"],
      "../../src/internal/wire/timestamp.js": ["writeTimestamp"],
      "../../src/internal/wire/write-struct.js": ["writeStruct"],
      "../../src/internal/wire/varint-size.js": ["isInt64", "isNonZeroInt64"],
      "../../src/internal/wire/measure-record.js": ["measureRecord"],
      "./record-shapes.js": roots.map(shapeName),
      "./wire-enums.js": wireEnums(model).map(enumNumberName),
    });
    return [
      tsFile(model, "emit/ts/encode-binary.ts", ["spec/models.yaml", "proto"], "generated/ts/encode-binary.ts", [
        ...imports,
        ...functions,
      ]),
    ];
  },
};

const BINARY: WireDialect = {
  verb: "write",
  parameter: { name: "out", type: "ProtoWriter" },
  returnType: "void",
  before: [],
  after: [],
  describe: (name) => `Fields of one ${name}, in field-number order.`,
  single: (field, value) => {
    const { number } = field.proto;
    if (field.type.kind === "enum") {
      return `const ${field.tsName}Number = ${enumNumberName(field.type.enum)}(${value});\nif (${field.tsName}Number !== 0) out.int64(${number}, ${field.tsName}Number);`;
    }
    return writeValue(field, value);
  },
  many: (field, value) => {
    if (field.type.kind === "string_map") return `out.textMap(${field.proto.number}, ${value});`;
    return `for (const item of ${value} ?? []) ${writeValue(field, "item")}`;
  },
  lifted: (wrapper, functionName) => `out.message(${wrapper.number}, value, ${functionName});`,
};

function writeValue(field: WireField, value: string): string {
  const { number } = field.proto;
  switch (field.type.kind) {
    case "string":
      return `out.text(${number}, ${value});`;
    case "bytes":
      return `out.bytes(${number}, ${value});`;
    case "timestamp":
      return `out.message(${number}, ${value}, writeTimestamp);`;
    case "struct":
      return `out.message(${number}, ${value}, writeStruct);`;
    case "type":
      return `out.${field.always ? "messageOrEmpty" : "message"}(${number}, ${value}, ${writeName(field.type.name)});`;
    case "int64":
    case "bool":
    case "double":
      // Lists of numbers are packed in protobuf, which the writer does not do.
      if (!field.repeated) return `out.${field.type.kind}(${number}, ${value});`;
      throw unsupported(field);
    default:
      throw unsupported(field);
  }
}

function encodeFunction(type: ModelType): FunctionDeclarationStructure {
  return {
    kind: StructureKind.Function,
    isExported: true,
    name: `encode${type.name}`,
    parameters: [{ name: "value", type: type.name }],
    returnType: "Uint8Array<ArrayBuffer>",
    docs: doc(`One ${type.name} as a protobuf message, in a buffer of exactly its size.`),
    statements: [
      "const plan = new SizePlan();",
      `const out = new ProtoWriter(measureRecord(${shapeName(type)}, value, plan), plan);`,
      `${writeName(type.name)}(value, out);`,
      "return out.finish();",
    ],
  };
}
