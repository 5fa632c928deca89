// SPDX-License-Identifier: Apache-2.0
import type { EmittedFile, Emitter, SpecModel } from "../../model.js";
import { camelCase } from "../../naming.js";
import { renderOptionNames } from "../option-names.js";
import { constStatement } from "./plain-statements.js";
import { docComment, literal, type Statement, tsFile } from "./ts-file.js";

const INPUTS = ["spec/config.yaml"];

/** Limits, marks, headers, endpoints and the authentication matrix, each in a file of its own for bundlers' sake. */
export const tsConnectionEmitter: Emitter = {
  id: "ts/connection",
  target: "ts",
  emit: (model) => [
    file(model, "limits", limits(model)),
    file(model, "json-marks", jsonMarks(model)),
    file(model, "headers", [headers(model), reservedHeaders(model)]),
    file(model, "endpoints", [endpoints(model)]),
    file(model, "auth-rows", authRows(model)),
    file(model, "auth-headers", [authHeaders(model)]),
  ],
};

function file(model: SpecModel, name: string, statements: readonly Statement[]): EmittedFile {
  return tsFile(model, "emit/ts/connection.ts", INPUTS, `generated/ts/${name}.ts`, statements);
}

function table(
  name: string,
  brief: string,
  rows: readonly { readonly id: string; readonly brief: string; readonly value: unknown }[],
): string {
  const members = rows.map(
    (row) =>
      `${docComment("  ", row.brief)}  ${camelCase(row.id.split(".").at(-1) ?? row.id)}: ${literal(row.value, "  ")},\n`,
  );
  return `/** ${brief} */\nexport const ${name} = {\n${members.join("")}} as const;\n`;
}

/** Constants rather than an object: a bundler keeps only those that are used, as bare numbers. */
function limits(model: SpecModel): Statement[] {
  return [
    "// Bounds that the ingest, the protocol or the design sets; units are in the names.\n",
    ...model.config.limits.map(
      ({ id, brief, value }) =>
        `/** ${brief} */\nexport const LIMIT_${(id.split(".").at(-1) ?? id).toUpperCase()} = ${literal(value)};\n`,
    ),
  ];
}

function headers(model: SpecModel): string {
  return table(
    "HEADERS",
    "Header names.",
    model.config.headers.map((header) => ({ ...header, value: header.name })),
  );
}

function reservedHeaders({ config }: SpecModel): string {
  const brief = "Headers, in lower case, that the connection needs for itself, with a bar between them.";
  return constStatement("RESERVED_HEADERS", "string", config.reserved_headers.join("|"), brief);
}

function jsonMarks({ config }: SpecModel): Statement[] {
  return [
    "// Texts in place of what JSON cannot hold, or what is left out of it.\n",
    ...config.json_marks.map(
      ({ id, brief, text }) =>
        `/** ${brief} */\nexport const JSON_MARK_${(id.split(".").at(-1) ?? id).toUpperCase()} = ${literal(text)};\n`,
    ),
  ];
}

function endpoints(model: SpecModel): string {
  return table(
    "ENDPOINTS",
    "Endpoints of the ingest.",
    model.config.endpoints.map((endpoint) => ({
      ...endpoint,
      value: { method: endpoint.method, path: endpoint.path, defaultPort: endpoint.default_port },
    })),
  );
}

/** What a row wants of a credential. */
const WANTED = { set: "+", blank: "-", any: "*" } as const;

function signsOf(row: SpecModel["config"]["auth_rows"][number]): string {
  return [row.tenant_id, row.bearer_token, row.basic_user, row.basic_password].map((value) => WANTED[value]).join("");
}

function authRows(model: SpecModel): Statement[] {
  const rows = model.config.auth_rows.map((row) => [
    row.mode,
    signsOf(row),
    row.headers === undefined ? authProblem(row) : credentialsSentAsIs(row.headers),
  ]);
  return [
    `/**
 * One row of the authentication matrix; the first that fits wins, \`*\` stands for modes without rows of their own. The signs say
 * whether tenant id, bearer token, user and password are set (+), blank (-) or either (*). Then the credentials that a header holds
 * as they are, or what is wrong with the mode.
 */
export type AuthRow = readonly [mode: string, signs: string, outcome: readonly string[] | string];
`,
    `/** The authentication matrix. */\nexport const AUTH_ROWS: readonly AuthRow[] = [\n${rows.map((row) => `  ${authRow(model, row)},\n`).join("")}];\n`,
  ];
}

/** Apart from the rows: they are needed when something is sent, the rows when a client is made. */
function authHeaders(model: SpecModel): string {
  const rows = model.config.auth_rows.flatMap((row) =>
    row.headers === undefined ? [] : [[`${row.mode} ${signsOf(row)}`, row.headers]],
  );
  const table = renderOptionNames(model, literal(Object.fromEntries(rows)));
  return `/** Headers of the rows that fit, by mode and signs; values are templates: \`{tenantId}\`, \`{base64:basicUser:basicPassword}\`. */
export const AUTH_HEADERS: Readonly<Record<string, Readonly<Record<string, string>>>> = ${table};\n`;
}

function credentialsSentAsIs(headers: Readonly<Record<string, string>>): readonly string[] {
  const names = Object.values(headers).flatMap((template) => [...template.matchAll(/\{([a-z_]+)\}/g)]);
  return [...new Set(names.map(([, name = ""]) => camelCase(name)))];
}

/** The error without its beginning, which names the option and the mode. */
function authProblem({ id, error = "" }: SpecModel["config"]["auth_rows"][number]): string {
  const [, problem] = /^generation_export\.auth: mode "[^"]*" (.+)$/s.exec(error) ?? [];
  if (problem === undefined) throw new Error(`${id}: the error must begin with 'generation_export.auth: mode "..." '`);
  return problem;
}

function authRow(model: SpecModel, row: readonly unknown[]): string {
  return `[${row.map((cell) => renderOptionNames(model, literal(cell))).join(", ")}]`;
}
