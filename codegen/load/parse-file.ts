// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import type { Finding } from "../findings.js";
import { applyDefaults } from "./apply-defaults.js";
import { isRecord } from "./is-record.js";
import type { YamlDocument } from "./load-yaml.js";
import { schemaFindings } from "./schema-findings.js";
import { elementSchema, unwrapSchema } from "./schema-shape.js";

export interface ParsedFile<Value> {
  readonly value: Value;
  readonly findings: readonly Finding[];
  /** Ids of entries that the schema refused; references to them are not dangling. */
  readonly refusedIds: readonly string[];
  /** For each list, the index in the YAML text of each of its entries; they differ when entries were refused. */
  readonly indexes: ReadonlyMap<string, readonly number[]>;
}

/** Checks a file with its schema. Entries that do not fit are left out, so that the rest is still linted in the same run. */
export function parseFile<Schema extends z.ZodObject>(
  document: YamlDocument,
  schema: Schema,
): ParsedFile<z.infer<Schema>> {
  const filled = applyDefaults(document.value, schema);
  const parsed = schema.safeParse(filled);
  if (parsed.success) return { value: parsed.data, findings: document.findings, refusedIds: [], indexes: new Map() };
  const findings = [...document.findings, ...schemaFindings(document, schema, filled, parsed.error.issues)];
  return { ...salvage(schema, filled), findings };
}

function salvage<Schema extends z.ZodObject>(
  schema: Schema,
  value: unknown,
): Omit<ParsedFile<z.infer<Schema>>, "findings"> {
  const source = isRecord(value) ? value : {};
  const kept: Record<string, unknown> = {};
  const refusedIds: string[] = [];
  const indexes = new Map<string, readonly number[]>();
  for (const [key, member] of Object.entries(schema.shape) as [string, z.ZodType][]) {
    const parsed = member.safeParse(source[key]);
    if (parsed.success) {
      kept[key] = parsed.data;
      continue;
    }
    const element = elementSchema(member);
    if (element === undefined) {
      kept[key] = unwrapSchema(member) instanceof z.ZodString ? "" : undefined;
      continue;
    }
    const list = Array.isArray(source[key]) ? source[key] : [];
    const results = list.map((entry: unknown, index) => ({ entry, index, result: element.safeParse(entry) }));
    kept[key] = results.flatMap(({ result }) => (result.success ? [result.data] : []));
    indexes.set(
      key,
      results.flatMap(({ result, index }) => (result.success ? [index] : [])),
    );
    for (const { entry, result } of results) {
      const id = !result.success && isRecord(entry) ? (entry.id ?? entry.name) : undefined;
      if (typeof id === "string") refusedIds.push(id);
    }
  }
  // The lists hold entries that passed their own schema, and strings fall back to "": the shape is the schema's.
  return { value: kept as z.infer<Schema>, refusedIds, indexes };
}
