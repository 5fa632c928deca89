// SPDX-License-Identifier: Apache-2.0
import { StructureKind, VariableDeclarationKind } from "ts-morph";
import type { Emitter, ModelEnum } from "../../model.js";
import { constantCase } from "../../naming.js";
import { doc, literal, type Statement, tsFile } from "./ts-file.js";

const INPUTS = ["spec/models.yaml", "proto"];

/** String unions for the model's enums, each with the list of its members beside it. */
export const tsEnumsEmitter: Emitter = {
  id: "ts/enums",
  target: "ts",
  emit: (model) => [tsFile(model, "emit/ts/enums.ts", INPUTS, "generated/ts/enums.ts", model.models.enums.flatMap(enumStatements))],
};

/** `MessageRole` -> `MESSAGE_ROLES`. */
export function membersConstant(modelEnum: ModelEnum): string {
  return `${constantCase(modelEnum.name)}S`;
}

function enumStatements(modelEnum: ModelEnum): Statement[] {
  const members = modelEnum.values.map((member) => `- \`${member.value}\`: ${member.brief}`).join("\n");
  return [
    {
      kind: StructureKind.TypeAlias,
      isExported: true,
      name: modelEnum.name,
      type: modelEnum.values.map((member) => literal(member.value)).join(" | "),
      docs: doc(modelEnum.brief, members),
    },
    {
      kind: StructureKind.VariableStatement,
      isExported: true,
      declarationKind: VariableDeclarationKind.Const,
      docs: doc(`Every ${modelEnum.name}, in the order of the spec.`),
      declarations: [
        {
          name: membersConstant(modelEnum),
          type: `readonly ${modelEnum.name}[]`,
          initializer: literal(modelEnum.values.map((member) => member.value)),
        },
      ],
    },
  ];
}
