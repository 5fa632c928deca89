// SPDX-License-Identifier: Apache-2.0
import type { ApiTable, MetadataRow } from "../../../generated/ts/providers.js";
import { GENERATION_START_SHAPE } from "../../../generated/ts/record-shapes.js";
import { DOUBLE, KIND_MASK } from "../record-shape.js";
import { isCount } from "../value-types.js";
import { firstAt, sumAt } from "./read.js";

/** Metadata that the tables read from a request or an answer. */
export function tableMetadata(
  table: ApiTable,
  source: MetadataRow["source"],
  value: unknown,
): Record<string, string | number> {
  const entries = table.metadata
    .filter((row) => row.source === source)
    .flatMap((row): [string, string | number][] => {
      const found = firstAt(value, row.paths) ?? sumAt(value, row.sum);
      if (!fits(row, found)) return [];
      return found === "" || (found === 0 && row.keepsZero !== true) ? [] : [[row.key, found]];
    });
  return Object.fromEntries(entries);
}

/** A whole number may be negative: Gemini's -1 lets the model choose. */
function fits({ type }: MetadataRow, value: unknown): value is string | number {
  return type === "int" ? Number.isSafeInteger(value) : typeof value === "string";
}

/** Fields of which a fraction is a value too. */
const FRACTIONS: readonly string[] = Array.from(GENERATION_START_SHAPE)
  .filter(([, flags]) => (flags & KIND_MASK) === DOUBLE)
  .map(([name]) => name);

/** Numbers that the request sets, by the field of the record. What is no number, or no count, is the provider's to refuse. */
export function requestNumbers(table: ApiTable, request: unknown): Record<string, number> {
  const entries = Object.entries(table.request).flatMap(([field, paths]): [string, number][] => {
    const found = firstAt(request, paths);
    const isValue = FRACTIONS.includes(field) ? Number.isFinite(found) : isCount(found);
    // Both are true for numbers alone.
    return isValue ? [[field, found as number]] : [];
  });
  return Object.fromEntries(entries);
}

/** A text that the request sets. */
export function requestText(table: ApiTable, request: unknown, field: string): string | undefined {
  const found = firstAt(request, table.request[field]);
  return typeof found === "string" ? found : undefined;
}
