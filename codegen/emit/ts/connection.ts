// SPDX-License-Identifier: Apache-2.0
import type { EmittedFile, Emitter, SpecModel } from "../../model.js";
import { camelCase } from "../../naming.js";
import { docComment, literal, type Statement, tsFile } from "./ts-file.js";

const INPUTS = ["spec/config.yaml"];

/** Limits, headers, endpoints and the authentication matrix, each in a file of its own for bundlers' sake. */
export const tsConnectionEmitter: Emitter = {
  id: "ts/connection",
  target: "ts",
  emit: (model) => [
    file(model, "limits", limits(model)),
    file(model, "headers", [headers(model)]),
    file(model, "endpoints", [endpoints(model)]),
    file(model, "auth-rows", authRows(model)),
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

function authRows(model: SpecModel): Statement[] {
  const wanted = (value: "set" | "blank" | "any"): "set" | "blank" | undefined => (value === "any" ? undefined : value);
  const rows = model.config.auth_rows.map((row) => ({
    mode: row.mode,
    tenantId: wanted(row.tenant_id),
    bearerToken: wanted(row.bearer_token),
    basicUser: wanted(row.basic_user),
    basicPassword: wanted(row.basic_password),
    headers: row.headers,
    error: row.error,
  }));
  return [
    `/** One row of the authentication matrix; the first that fits wins, \`*\` stands for modes without rows of their own. */
export interface AuthRow {
  readonly mode: string;
  /** Absent: it does not matter whether the value is there; so for the others. */
  readonly tenantId?: "set" | "blank";
  readonly bearerToken?: "set" | "blank";
  readonly basicUser?: "set" | "blank";
  readonly basicPassword?: "set" | "blank";
  /** Header templates: \`{tenant_id}\`, \`{bearer_token}\`, \`{base64:basic_user:basic_password}\`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly error?: string;
}
`,
    `/** The authentication matrix. */\nexport const AUTH_ROWS: readonly AuthRow[] = ${literal(rows)};\n`,
  ];
}
