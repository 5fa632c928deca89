// SPDX-License-Identifier: Apache-2.0
import { type FunctionDeclarationStructure, StructureKind } from "ts-morph";
import type { Emitter, ModelType } from "../../model.js";
import { camelCase } from "../../naming.js";
import { doc, tsFile } from "./ts-file.js";
import { enumWireName } from "./wire-enums.js";
import { textOf, type WireDialect, wireFunctions, wireImports } from "./wire-function.js";
import { unsupported, wireEnums, wireRoots, wireTypes, writeName } from "./wire-members.js";

/** Encoders from the friendly model straight to proto-JSON with the names of the proto file. */
export const tsEncodeJsonEmitter: Emitter = {
  id: "ts/encode-json",
  target: "ts",
  emit: (model) => {
    const functions = [
      ...wireRoots(model).flatMap(encodeFunctions),
      ...wireTypes(model).flatMap((type) => wireFunctions(JSON_TEXT, type, false)),
    ];
    const imports = wireImports(model, textOf(functions), {
      "../../src/internal/wire/json-writer.js": ["JsonWriter"],
      "../../src/internal/value-types.js": ["isTimestamp"],
      "../../src/internal/wire/timestamp.js": ["timestampText"],
      "../../src/internal/wire/varint-size.js": ["isInt64", "isNonZeroInt64"],
      "./wire-enums.js": wireEnums(model).map(enumWireName),
    });
    return [
      tsFile(model, "emit/ts/encode-json.ts", ["spec/models.yaml", "proto"], "generated/ts/encode-json.ts", [
        ...imports,
        ...functions,
      ]),
    ];
  },
};

const JSON_TEXT: WireDialect = {
  verb: "write",
  parameter: { name: "json", type: "JsonWriter" },
  returnType: "void",
  before: [],
  after: [],
  describe: (name) => `Members of one ${name}, in field-number order.`,
  single: (field, value) => {
    const name = JSON.stringify(field.proto.name);
    switch (field.type.kind) {
      case "enum":
        return `const ${field.tsName}Name = ${enumWireName(field.type.enum)}(${value});\nif (${field.tsName}Name !== "") json.plain(${name}, ${field.tsName}Name);`;
      case "timestamp":
        return `json.plain(${name}, timestampText(${value}));`;
      case "type":
        return `json.${field.always ? "messageOrEmpty" : "message"}(${name}, ${value}, ${writeName(field.type.name)});`;
      case "string":
        return `json.text(${name}, ${value});`;
      case "bytes":
      case "int64":
      case "bool":
      case "double":
      case "struct":
        return `json.${field.type.kind}(${name}, ${value});`;
      default:
        throw unsupported(field);
    }
  },
  many: (field, value) => {
    const name = JSON.stringify(field.proto.name);
    switch (field.type.kind) {
      case "string_map":
        return `json.textMap(${name}, ${value});`;
      case "string":
        return `if (${value}?.length) json.texts(${name}, ${value});`;
      case "bytes":
        return `if (${value}?.length) json.bytesList(${name}, ${value});`;
      case "type":
        return `if (${value}?.length) json.messages(${name}, ${value}, ${writeName(field.type.name)});`;
      default:
        throw unsupported(field);
    }
  },
  lifted: (wrapper, functionName) => `json.message(${JSON.stringify(wrapper.name)}, value, ${functionName});`,
};

function encodeFunctions(type: ModelType): readonly FunctionDeclarationStructure[] {
  const parts: Omit<FunctionDeclarationStructure, "name"> = {
    kind: StructureKind.Function,
    isExported: true,
    parameters: [{ name: "value", type: type.name }],
  };
  const write = ["const json = new JsonWriter();", `${writeName(type.name)}(value, json);`];
  return [
    {
      ...parts,
      name: `encode${type.name}Json`,
      returnType: "Uint8Array<ArrayBuffer>",
      docs: doc(
        `One ${type.name} as proto-JSON in UTF-8. Faster than encoding the text of \`${toJsonName(type)}\`, which must be joined first.`,
      ),
      statements: [...write, "return json.toBytes();"],
    },
    {
      ...parts,
      name: toJsonName(type),
      returnType: "string",
      docs: doc(`One ${type.name} as proto-JSON text.`),
      statements: [...write, "return json.toText();"],
    },
  ];
}

/** `Generation` -> `generationToJson`. */
function toJsonName(type: ModelType): string {
  return `${camelCase(type.name.charAt(0).toLowerCase() + type.name.slice(1))}ToJson`;
}
