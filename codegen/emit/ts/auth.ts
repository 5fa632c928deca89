// SPDX-License-Identifier: Apache-2.0
import type { Emitter, SpecModel } from "../../model.js";
import { camelCase } from "../../naming.js";
import { renderOptionNames } from "../option-names.js";
import { typeImport } from "./imports.js";
import { leafType } from "./option-members.js";
import { docComment, literal, type Statement, tsFile } from "./ts-file.js";

const INPUTS = ["spec/config.yaml"];
const AUTH = "generation_export.auth";

type Option = SpecModel["config"]["options"][number];
type AuthMode = SpecModel["config"]["auth_modes"][number];
type AuthRow = SpecModel["config"]["auth_rows"][number];

const CREDENTIALS = ["tenant_id", "bearer_token", "basic_user", "basic_password"] as const satisfies (keyof AuthRow)[];

/** The credentials that each mode takes, as a union on `mode`. */
export const tsAuthEmitter: Emitter = {
  id: "ts/auth",
  target: "ts",
  emit: (model) => [tsFile(model, "emit/ts/auth.ts", INPUTS, "generated/ts/auth.ts", statements(model))],
};

function statements(model: SpecModel): Statement[] {
  const { auth_modes: modes, options } = model.config;
  const types = options.filter(({ id }) => id.startsWith(`${AUTH}.`)).flatMap(({ ts_type: type }) => type ?? []);
  const brief = options.find(({ id }) => id === AUTH)?.brief ?? "Credentials, discriminated on `mode`.";
  const names = types.flatMap((type) => type.match(/\b[A-Z]\w+/g) ?? []);
  return [
    ...(names.length === 0 ? [] : [typeImport("../../src/config/option-types.js", names)]),
    `\n${docComment("", renderOptionNames(model, brief))}export type Auth =\n${modes.map((mode) => variant(model, mode)).join("\n")};`,
  ];
}

function variant(model: SpecModel, { mode, fields, brief }: AuthMode): string {
  const members = fields.map((field) => {
    const option = model.config.options.find(({ id }) => id === `${AUTH}.${field}`);
    const type = leafType(option);
    const member = isRequired(model, mode, field)
      ? `${camelCase(field)}: ${type}`
      : `${camelCase(field)}?: ${type} | undefined`;
    return `${memberDocs(model, option)}      ${member};\n`;
  });
  return `  | {\n${docComment("      ", renderOptionNames(model, brief))}      mode: ${literal(mode)};\n${members.join("")}    }`;
}

function memberDocs(model: SpecModel, option: Option | undefined): string {
  return option === undefined ? "" : docComment("      ", renderOptionNames(model, option.brief));
}

/** A mode needs what is an error to leave blank, whatever else is given. */
function isRequired(model: SpecModel, mode: string, field: string): boolean {
  return model.config.auth_rows.some(
    (row) =>
      row.mode === mode &&
      row.error !== undefined &&
      CREDENTIALS.every((name) => row[name] === (name === field ? "blank" : "any")),
  );
}
