// SPDX-License-Identifier: Apache-2.0
import type { ResolvedConfig } from "../../generated/ts/options.js";
import { isRecord } from "../internal/is-record.js";

const MASK = "***";

/** Makes `JSON.stringify`, `console.log` and `util.inspect` of the export options show no credentials and no header values. */
export function maskSecrets<T extends ResolvedConfig>(config: T): T {
  const { generationExport } = config;
  const masked = (): unknown => ({
    ...generationExport,
    headers: typeof generationExport.headers === "function" ? MASK : maskValues(generationExport.headers),
    auth: generationExport.auth === undefined ? undefined : { ...maskValues(generationExport.auth), mode: generationExport.auth.mode },
  });
  // node:util looks this symbol up; other runtimes ignore it.
  const inspect = Symbol.for("nodejs.util.inspect.custom");
  for (const key of ["toJSON", inspect]) Object.defineProperty(generationExport, key, { value: masked });
  return config;
}

function maskValues(value: unknown): Record<string, unknown> {
  return isRecord(value) ? Object.fromEntries(Object.keys(value).map((key) => [key, MASK])) : {};
}
