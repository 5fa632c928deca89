// SPDX-License-Identifier: Apache-2.0
import { type KindRow, UNKNOWN_KINDS } from "../../../generated/ts/providers.js";

/** What a kind that no table names becomes: what the end of its name says, else JSON. */
export function unknownRow(kind: string): KindRow {
  const row = UNKNOWN_KINDS.find(({ suffixes }) => suffixes.some((suffix) => kind.endsWith(suffix)));
  return { becomes: row?.becomes ?? "json" };
}
