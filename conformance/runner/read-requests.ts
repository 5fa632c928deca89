// SPDX-License-Identifier: Apache-2.0
import { type SentRequest, sentIds } from "../receivers/scripted-ingest.js";
import type { CapturedRequest } from "./capture.js";

/** Longest body that a capture keeps unasked. */
const MAX_BODY = 64 * 1024;

/** Headers that say something about the machine or the moment and not about the SDK. */
const VOLATILE: ReadonlySet<string> = new Set(["date", "content-length", "grpc-timeout"]);

/** Requests as a capture keeps them. */
export function readRequests(sent: readonly SentRequest[]): readonly CapturedRequest[] {
  return sent.map(({ transport, method, path, headers, body }) => ({
    method,
    path,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !VOLATILE.has(name))),
    records: sentIds({ transport, body }).length,
    ...(transport === "http" && body.byteLength <= MAX_BODY ? { body: parseJson(body) } : {}),
  }));
}

function parseJson(body: Uint8Array): unknown {
  const text = new TextDecoder().decode(body);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
