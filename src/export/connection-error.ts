// SPDX-License-Identifier: Apache-2.0
import { errorText } from "../errors/sigil-error.js";
import { isRecord } from "../internal/is-record.js";

/** What node:http, node:http2 or fetch tell of a connection that failed. */
export interface ConnectionError {
  /** The platform's error, which fetch hides in `cause`. */
  readonly source: unknown;
  /** Empty when there is none. */
  readonly code: string;
  /** Code and text. */
  readonly problem: string;
}

export function readConnectionError(error: unknown): ConnectionError {
  const source = codeOf(error) === "" && isRecord(error) && codeOf(error["cause"]) !== "" ? error["cause"] : error;
  const code = codeOf(source);
  const text = errorText(source);
  // An error of several addresses has a code and no text.
  return { source, code, problem: text === "" ? code : text.includes(code) ? text : `${code}: ${text}` };
}

function codeOf(error: unknown): string {
  return isRecord(error) && typeof error["code"] === "string" ? error["code"] : "";
}
