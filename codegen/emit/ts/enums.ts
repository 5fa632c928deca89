// SPDX-License-Identifier: Apache-2.0
import type { Emitter, ModelEnum } from "../../model.js";
import { constantCase } from "../../naming.js";
import { constStatement, typeStatement } from "./plain-statements.js";
import { literal, type Statement, tsFile } from "./ts-file.js";

const INPUTS = ["spec/models.yaml", "proto"];

/** String unions for the model's enums, each with the list of its members beside it. */
export const tsEnumsEmitter: Emitter = {
  id: "ts/enums",
  target: "ts",
  emit: (model) => [
    tsFile(model, "emit/ts/enums.ts", INPUTS, "generated/ts/enums.ts", model.models.enums.flatMap(enumStatements)),
  ],
};

/** `MessageRole` -> `MESSAGE_ROLES`. */
export function membersConstant(modelEnum: ModelEnum): string {
  return `${constantCase(modelEnum.name)}S`;
}

function enumStatements(modelEnum: ModelEnum): Statement[] {
  const values = modelEnum.values.map((member) => member.value);
  const list = modelEnum.values.map((member) => `- \`${member.value}\`: ${member.brief}`).join("\n");
  return [
    typeStatement(modelEnum.name, values.map((value) => literal(value)).join(" | "), modelEnum.brief, list),
    constStatement(
      membersConstant(modelEnum),
      `readonly ${modelEnum.name}[]`,
      values,
      `Every ${modelEnum.name}, in the order of the spec.`,
    ),
  ];
}
