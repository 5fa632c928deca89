// SPDX-License-Identifier: Apache-2.0
import { type FunctionDeclarationStructure, type InterfaceDeclarationStructure, StructureKind } from "ts-morph";
import type { Emitter, ProtoField, ProtoMessage, SpecModel } from "../../model.js";
import { camelCase } from "../../naming.js";
import { doc, tsFile } from "./ts-file.js";

const TYPES = {
  string: { type: "string", empty: '""', check: "string" },
  bool: { type: "boolean", empty: "false", check: "boolean" },
} as const;

/** Readers of the export's answer in both wire forms; the runtime decodes nothing else, so it needs no protobuf library. */
export const tsExportResultsEmitter: Emitter = {
  id: "ts/export-results",
  target: "ts",
  emit: (model) => {
    const { list, item } = resultMessages(model);
    return [
      tsFile(
        model,
        "emit/ts/export-results.ts",
        [`proto/${model.proto.package.replaceAll(".", "/")}/generation_ingest.proto`],
        "generated/ts/export-results.ts",
        [
          'import { isDictionary } from "../../src/internal/value-types.js";',
          'import { ProtoReader } from "../../src/internal/wire/proto-reader.js";',
          resultInterface(item),
          decodeFunction(list, item),
          fromJsonFunction(list, item),
        ],
      ),
    ];
  },
};

/** The repeated field of the response, and the message that it repeats. */
function resultMessages(model: SpecModel): { list: ProtoField; item: ProtoMessage } {
  const method = model.proto.services[0]?.methods[0];
  const response = model.proto.messages.find((message) => message.name === method?.response);
  const list = response?.fields.find((field) => field.repeated && field.type.kind === "message");
  const item = model.proto.messages.find((message) => list?.type.kind === "message" && message.name === list.type.name);
  if (list === undefined || item === undefined)
    throw new Error("the first rpc's response needs a repeated message field");
  return { list, item };
}

function scalarOf(field: ProtoField): (typeof TYPES)[keyof typeof TYPES] {
  if (field.type.kind !== "scalar" || !(field.type.scalar in TYPES))
    throw new Error(`${field.name}: results hold strings and bools only`);
  return TYPES[field.type.scalar as keyof typeof TYPES];
}

function resultInterface(item: ProtoMessage): InterfaceDeclarationStructure {
  return {
    kind: StructureKind.Interface,
    isExported: true,
    name: item.name,
    docs: doc(item.comment),
    properties: item.fields.map((field) => ({
      name: camelCase(field.name),
      type: scalarOf(field).type,
      docs: doc(field.comment),
    })),
  };
}

function decodeFunction(list: ProtoField, item: ProtoMessage): FunctionDeclarationStructure {
  const cases = item.fields.map(
    (field) =>
      `      case ${field.number}:\n        result.${camelCase(field.name)} = item.${scalarOf(field).check === "string" ? "string" : "bool"}();\n        break;`,
  );
  return {
    kind: StructureKind.Function,
    isExported: true,
    name: "decodeExportResults",
    parameters: [{ name: "bytes", type: "Uint8Array" }],
    returnType: `${item.name}[]`,
    docs: doc("Results of a gRPC answer. Throws a RangeError when the bytes are not a response message."),
    statements: `const results: ${item.name}[] = [];
const reader = new ProtoReader(bytes);
for (let field = reader.nextField(); field !== 0; field = reader.nextField()) {
  if (field !== ${list.number}) {
    reader.skip();
    continue;
  }
  const item = new ProtoReader(reader.message());
  const result: ${item.name} = ${emptyResult(item)};
  for (let itemField = item.nextField(); itemField !== 0; itemField = item.nextField()) {
    switch (itemField) {
${cases.join("\n")}
      default:
        item.skip();
    }
  }
  results.push(result);
}
return results;`,
  };
}

function fromJsonFunction(list: ProtoField, item: ProtoMessage): FunctionDeclarationStructure {
  const reads = item.fields.map((field) => {
    const local = camelCase(field.name);
    const value = field.name === local ? `item["${local}"]` : `item["${field.name}"] ?? item["${local}"]`;
    return `  const ${local} = ${value} ?? ${scalarOf(field).empty};\n  if (typeof ${local} !== "${scalarOf(field).check}") return undefined;`;
  });
  return {
    kind: StructureKind.Function,
    isExported: true,
    name: "exportResultsFromJson",
    parameters: [{ name: "value", type: "unknown" }],
    returnType: `${item.name}[] | undefined`,
    docs: doc(
      "Results of an HTTP answer, in proto-JSON with snake_case or camelCase names; undefined when the shape is another one. Absent keys are defaults.",
    ),
    statements: `if (!isDictionary(value)) return undefined;
const list = value["${list.name}"] ?? [];
if (!Array.isArray(list)) return undefined;
const results: ${item.name}[] = [];
for (const item of list as unknown[]) {
  if (!isDictionary(item)) return undefined;
${reads.join("\n")}
  results.push({ ${item.fields.map((field) => camelCase(field.name)).join(", ")} });
}
return results;`,
  };
}

function emptyResult(item: ProtoMessage): string {
  return `{ ${item.fields.map((field) => `${camelCase(field.name)}: ${scalarOf(field).empty}`).join(", ")} }`;
}
