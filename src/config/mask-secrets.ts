// SPDX-License-Identifier: Apache-2.0
import type { ResolvedGenerationExportOptions } from "../../generated/ts/options.js";
import { definedOnly } from "../internal/attribute-values.js";
import { isRecord } from "../internal/is-record.js";

const MASK = "***";

/**
 * Makes `JSON.stringify`, `console.log` and `util.inspect` show no value of credentials, headers and connection settings, which
 * may all be secrets. Reading the properties still gives the values.
 */
export function maskSecrets({ headers, auth, transport }: ResolvedGenerationExportOptions): void {
  maskValues(headers);
  maskValues(auth, { mode: auth?.mode });
  maskValues(transport);
}

function maskValues(target: unknown, shown: object = {}): void {
  if (!isRecord(target)) return;
  const masked = Object.fromEntries(Object.keys(definedOnly(target)).map((key) => [key, MASK]));
  // node:util looks this symbol up; other runtimes ignore it.
  const inspect = Symbol.for("nodejs.util.inspect.custom");
  for (const key of ["toJSON", inspect]) Object.defineProperty(target, key, { value: () => ({ ...masked, ...shown }) });
}
