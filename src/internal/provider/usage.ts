// SPDX-License-Identifier: Apache-2.0
import type { TokenUsage } from "../../../generated/ts/models.js";
import type { UsageMode } from "../../../generated/ts/provider-options.js";
import type { ApiTable, UsageRow } from "../../../generated/ts/providers.js";
import { isCount, isObject } from "../value-types.js";
import { at, firstAt, sumAt } from "./read.js";

/** Token counts out of the provider's usage object; undefined when there is none, and no count where it has none. */
export function mapTokenUsage(table: ApiTable, usage: unknown, mode: UsageMode): TokenUsage | undefined {
  if (!isObject(usage)) return undefined;
  const counts = table.usage.flatMap((row) => {
    const count = countOf(row, usage, mode);
    return count === undefined ? [] : [[row.field, count]];
  });
  // The fields of the table are those of the model, which a lint of the spec checks.
  return Object.fromEntries(counts) as TokenUsage;
}

/** The usage object of an answer. */
export function usageIn(table: ApiTable, response: unknown): unknown {
  return at(response, table.usageAt);
}

function countOf({ paths, sum, plus, minus }: UsageRow, usage: unknown, mode: UsageMode): number | undefined {
  const found = firstAt(usage, paths);
  const count = isCount(found) ? found : sumAt(usage, sum);
  if (mode === "reported") return count;
  const more = sumAt(usage, plus);
  if (count === undefined) return more;
  // What is added is in no other count, so that nothing is taken off it.
  return Math.max(0, count - (sumAt(usage, minus) ?? 0)) + (more ?? 0);
}

/** One count of the table, out of an answer whose paths begin at the top. */
export function tableCount(table: ApiTable, field: string, response: unknown): number | undefined {
  const row = table.usage.find((candidate) => candidate.field === field);
  return row && countOf(row, response, "reported");
}
