// SPDX-License-Identifier: Apache-2.0
import type { ResolvedGenerationExportOptions } from "../../generated/ts/options.js";
import { isRecord } from "../internal/is-record.js";

const MASK = "***";

/**
 * Makes `JSON.stringify`, `console.log` and `util.inspect` of the export options, of their credentials and of their headers
 * show no value that may be a secret. Reading the properties still gives the values.
 */
export function maskSecrets(options: ResolvedGenerationExportOptions): void {
  const { headers, auth } = options;
  const maskedHeaders = typeof headers === "function" ? MASK : maskValues(headers);
  const maskedAuth = auth && { ...maskValues(auth), mode: auth.mode };
  show(headers, maskedHeaders);
  show(auth, maskedAuth);
  show(options, { ...options, headers: maskedHeaders, auth: maskedAuth });
}

function show(target: unknown, masked: unknown): void {
  if (!isRecord(target)) return;
  // node:util looks this symbol up; other runtimes ignore it.
  const inspect = Symbol.for("nodejs.util.inspect.custom");
  for (const key of ["toJSON", inspect]) Object.defineProperty(target, key, { value: () => masked });
}

function maskValues(values: object): Record<string, unknown> {
  return Object.fromEntries(Object.keys(values).map((key) => [key, MASK]));
}
