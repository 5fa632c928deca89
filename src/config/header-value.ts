// SPDX-License-Identifier: Apache-2.0
import { RESERVED_HEADERS } from "../../generated/ts/headers.js";
import { configError } from "./config-error.js";

/** What a header's value cannot hold: control characters but the tab, and what is not Latin-1. */
const FORBIDDEN = /[^\t -~\x80-\xff]/;

/** Refuses what would break out of a header. The platform's own error would quote the value, which may be a secret (contract F-S2). */
export function checkHeaderValue(label: string, value: string): void {
  const index = value.search(FORBIDDEN);
  if (index >= 0) throw configError(label, `: character ${index} cannot be in a header; use printable Latin-1 text`);
}

/** Header names are tokens, and those of the connection are not for callers. */
export function checkHeaderName(label: string, name: string): void {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name))
    throw configError(label, `: ${JSON.stringify(name)} is not a header name`);
  if (RESERVED_HEADERS.split("|").includes(name.toLowerCase()))
    throw configError(label, `: ${name} belongs to the connection; remove it`);
}
