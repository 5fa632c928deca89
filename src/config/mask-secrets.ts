// SPDX-License-Identifier: Apache-2.0
import type { ResolvedConfig } from "../../generated/ts/options.js";
import { definedOnly } from "../internal/attribute-values.js";
import { isRecord } from "../internal/is-record.js";
import { withoutQuery } from "./parse-endpoint.js";

const MASK = "***";

/**
 * Makes `JSON.stringify`, `console.log` and `util.inspect` show no value of credentials, headers, connection settings and queries of
 * endpoints, which may all be secrets. Reading the properties still gives the values.
 */
export function maskSecrets({ generationExport, api }: ResolvedConfig): void {
  const { headers, auth, transport } = generationExport;
  maskValues(headers);
  maskValues(auth, { mode: auth?.mode });
  maskValues(transport);
  for (const group of [generationExport, api]) showAs(group, { ...group, endpoint: withoutQuery(group.endpoint) });
}

function maskValues(target: unknown, shown: object = {}): void {
  if (!isRecord(target)) return;
  const masked = Object.fromEntries(Object.keys(definedOnly(target)).map((key) => [key, MASK]));
  showAs(target, { ...masked, ...shown });
}

function showAs(target: object, shown: object): void {
  // node:util looks this symbol up; other runtimes ignore it.
  const inspect = Symbol.for("nodejs.util.inspect.custom");
  for (const key of ["toJSON", inspect]) Object.defineProperty(target, key, { value: () => shown });
}
