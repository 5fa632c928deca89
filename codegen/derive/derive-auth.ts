// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import { type DerivedCase, generationId, type Json, MODEL, pairs, toSlug } from "./case-parts.js";

type AuthRow = SpecModel["config"]["auth_rows"][number];

const FIELDS = ["tenant_id", "bearer_token", "basic_user", "basic_password"] as const;
type Field = (typeof FIELDS)[number];

/** A value of each credential that is set. */
const VALUES: Readonly<Record<Field, string>> = {
  tenant_id: "team-a",
  bearer_token: "token-1",
  basic_user: "user-7",
  basic_password: "pässword",
};

const BLANK = " ";

/** Every mode with every combination of set and blank credentials; the first row of the table that matches says what follows. */
export function deriveAuth(model: SpecModel): readonly DerivedCase[] {
  const modes = [...model.config.auth_modes.map(({ mode }) => mode), "unknown"];
  const subsets = FIELDS.reduce<readonly (readonly Field[])[]>(
    (lists, field) => lists.flatMap((list) => [list, [...list, field]]),
    [[]],
  );
  const rows = model.config.auth_rows;
  return pairs(modes, subsets).flatMap(([mode, set]) => {
    const row = rows.find((candidate) => matches(candidate, mode, set));
    return row === undefined ? [] : [toCase(model, row, mode, set)];
  });
}

function matches(row: AuthRow, mode: string, set: readonly Field[]): boolean {
  return (
    (row.mode === mode || row.mode === "*") &&
    FIELDS.every((field) => row[field] === "any" || (row[field] === "set") === set.includes(field))
  );
}

function toCase(model: SpecModel, row: AuthRow, mode: string, set: readonly Field[]): DerivedCase {
  const credentials = Object.fromEntries(FIELDS.map((field) => [field, set.includes(field) ? VALUES[field] : BLANK]));
  const names = set.map((field) => toSlug(field).split("-").at(-1)).join("-") || "nothing";
  const common = {
    id: `auth.matrix.${toSlug(mode)}.${names}`,
    rules: [row.id],
    config: { generation_export: { auth: { mode, ...credentials } } },
  };
  if (row.error !== undefined) {
    return {
      ...common,
      brief: `Mode ${mode} with ${names}: refused, as ${row.id} says.`,
      transports: ["none"],
      steps: [],
      expect: { open_error: { message: row.error.replace("{mode}", mode) } },
    };
  }
  return {
    ...common,
    brief: `Mode ${mode} with ${names}: the headers of ${row.id}.`,
    steps: [{ op: "start_generation", start: { id: generationId(), model: MODEL } }, { op: "end" }],
    expect: { requests: [{ headers: expectedHeaders(model, row) }] },
  };
}

/** Both headers of credentials: as the row has them, or absent. */
function expectedHeaders(model: SpecModel, { headers = {} }: AuthRow): Json {
  const names = ["header.tenant", "header.authorization"].flatMap(
    (id) => model.config.headers.find((header) => header.id === id)?.name ?? [],
  );
  return Object.fromEntries(
    names.map((name) => [
      name.toLowerCase(),
      headers[name] === undefined ? { $absent: true } : fillTemplate(headers[name]),
    ]),
  );
}

/** `{tenant_id}` and `{base64:basic_user:basic_password}` with the values of this file. */
function fillTemplate(template: string): string {
  return template.replace(/\{([^}]+)\}/g, (_, inner: string) => {
    const [first = "", ...rest] = inner.split(":");
    const values = (first === "base64" ? rest : [first]).map((field) => VALUES[field as Field]);
    return first === "base64" ? Buffer.from(values.join(":"), "utf8").toString("base64") : (values[0] ?? "");
  });
}
