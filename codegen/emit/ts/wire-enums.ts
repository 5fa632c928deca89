// SPDX-License-Identifier: Apache-2.0
import { type FunctionDeclarationStructure, StructureKind } from "ts-morph";
import type { Emitter, ModelEnum } from "../../model.js";
import { camelCase } from "../../naming.js";
import { typeImport } from "./imports.js";
import { doc, literal, tsFile } from "./ts-file.js";
import { wireEnums } from "./wire-members.js";

/** Numbers and full names that enum values have on the wire. */
export const tsWireEnumsEmitter: Emitter = {
  id: "ts/wire-enums",
  target: "ts",
  emit: (model) => {
    const enums = wireEnums(model);
    const imports =
      enums.length === 0
        ? []
        : [
            typeImport(
              "./enums.js",
              enums.map((entry) => entry.name),
            ),
          ];
    const functions = enums.flatMap((entry) => [numberFunction(entry), nameFunction(entry)]);
    return [
      tsFile(model, "emit/ts/wire-enums.ts", ["spec/models.yaml", "proto"], "generated/ts/wire-enums.ts", [
        ...imports,
        ...functions,
      ]),
    ];
  },
};

/** `GenerationMode` -> `generationModeNumber`. */
export function enumNumberName(entry: ModelEnum): string {
  return `${camelCase(lowerFirst(entry.name))}Number`;
}

/** `GenerationMode` -> `generationModeWireName`. */
export function enumWireName(entry: ModelEnum): string {
  return `${camelCase(lowerFirst(entry.name))}WireName`;
}

function numberFunction(entry: ModelEnum): FunctionDeclarationStructure {
  const text = `Number of one ${entry.name} in protobuf; 0, which is not written, for one that is absent or unknown.`;
  return lookup(entry, enumNumberName(entry), "number", text, (value) => literal(value.number), "0");
}

function nameFunction(entry: ModelEnum): FunctionDeclarationStructure {
  const text = `Name of one ${entry.name} in proto-JSON; empty, which is not written, for one that is absent or unknown.`;
  return lookup(entry, enumWireName(entry), "string", text, (value) => literal(value.protoName), '""');
}

/** A switch rather than an object, which would also answer for `constructor` and its like. */
function lookup(
  entry: ModelEnum,
  name: string,
  returnType: string,
  text: string,
  result: (value: ModelEnum["values"][number]) => string,
  otherwise: string,
): FunctionDeclarationStructure {
  const cases = entry.values.flatMap((value) => [`  case ${literal(value.value)}:`, `    return ${result(value)};`]);
  return {
    kind: StructureKind.Function,
    isExported: true,
    name,
    parameters: [{ name: "value", type: `${entry.name} | undefined` }],
    returnType,
    docs: doc(text),
    statements: ["switch (value) {", ...cases, "  default:", `    return ${otherwise};`, "}"],
  };
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
