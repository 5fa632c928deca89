// SPDX-License-Identifier: Apache-2.0
import { ATTR_ERROR_TYPE } from "../../generated/ts/attributes.js";
import { readFixture } from "../runner/load-suites.js";

interface Key {
  readonly key: string;
}

/** The part of tables.json that mutations are made from. */
export interface DeclaredTables {
  readonly attributes: {
    readonly keys: readonly {
      readonly key: string;
      readonly on: readonly string[];
      readonly values?: { readonly open: boolean; readonly members: readonly { readonly value: string }[] };
    }[];
  };
  readonly spans: {
    readonly kinds: readonly {
      readonly id: string;
      readonly emitted_by: string;
      readonly attributes: readonly (Key & { readonly phase: "start" | "both" | "end" })[];
    }[];
  };
  readonly metrics: {
    readonly instruments: readonly {
      readonly name: string;
      readonly boundaries?: readonly number[];
      readonly points: readonly { readonly recording?: string; readonly attributes: readonly Key[] }[];
    }[];
  };
  readonly errors: {
    readonly codes: readonly { readonly code: string }[];
    readonly types: readonly { readonly value: string; readonly recordings: readonly string[] }[];
    readonly drop_reasons: readonly { readonly value: string }[];
  };
  readonly connection: { readonly headers: readonly { readonly id: string; readonly name: string }[] };
}

/** Reads them from the fixtures. */
export function loadDeclaredTables(): DeclaredTables {
  return readFixture("tables.json") as DeclaredTables; // as its emitter writes it
}

interface Field {
  readonly name: string;
  readonly kind: string;
  readonly type?: string;
}

/** Paths of the fields of a record type of types.json, with those of the records in it: `rating.comment`. */
export function listFieldPaths(type: string): readonly string[] {
  const { types } = readFixture("types.json") as {
    readonly types: readonly { readonly name: string; readonly fields: readonly Field[] }[];
  }; // as its emitter writes it
  const fields = types.find(({ name }) => name === type)?.fields ?? [];
  return fields.flatMap((field) => [
    field.name,
    ...(field.type === undefined ? [] : listFieldPaths(field.type).map((path) => `${field.name}.${path}`)),
  ]);
}

/** Values of a key that has no others, as far as these kinds of recording can have them; empty for a key that is open. */
export function closedValues(
  { attributes, errors }: DeclaredTables,
  key: string,
  recordings: readonly (string | undefined)[],
): readonly string[] {
  const values = attributes.keys.find((attribute) => attribute.key === key)?.values;
  if (values === undefined || values.open) return [];
  const members = values.members.map(({ value }) => value);
  if (key !== ATTR_ERROR_TYPE) return members;
  return errors.types
    .filter((type) => type.recordings.some((recording) => recordings.includes(recording)))
    .map(({ value }) => value);
}
