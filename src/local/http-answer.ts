// SPDX-License-Identifier: Apache-2.0
import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import type { RequestOutcome } from "./request-journal.js";
import type { ScriptedGrpcAnswer, ScriptedHttpAnswer } from "./scripted-answer.js";

/** What an HTTP request is answered with, and what the journal says about it. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Uint8Array;
  readonly outcome: RequestOutcome;
}

/** A text answer that refuses the whole request. */
export function createTextAnswer(status: number, text: string): HttpAnswer {
  const headers = { "Content-Type": "text/plain; charset=utf-8" };
  return { status, headers, body: `${text}\n`, outcome: { kind: "refused", code: status, text } };
}

/** A JSON answer. */
export function createJsonAnswer(status: number, value: unknown, outcome: RequestOutcome): HttpAnswer {
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(value), outcome };
}

/** The answer that a script asks for. */
export function createScriptedHttpAnswer(script: ScriptedHttpAnswer | ScriptedGrpcAnswer): HttpAnswer {
  if (script.kind !== "http") throw new TypeError("a gRPC answer was scripted for an HTTP request");
  const { status, headers = {}, body = "" } = script;
  return { status, headers, body, outcome: { kind: "scripted", answer: script } };
}

/** Sends an answer, compressed when the client asked for it; a scripted one exactly as it is. */
export function writeAnswer(response: ServerResponse, answer: HttpAnswer, acceptEncoding: string | undefined): void {
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries(answer.headers)) {
    response.setHeader(name, typeof value === "string" ? value : [...value]);
  }
  if (answer.outcome.kind === "scripted" || !acceptsGzip(acceptEncoding ?? "")) {
    response.end(answer.body);
    return;
  }
  response.setHeader("Content-Encoding", "gzip");
  response.setHeader("Vary", "Accept-Encoding");
  response.end(gzipSync(answer.body));
}

function acceptsGzip(header: string): boolean {
  const coding = header
    .split(",")
    .map((part) => part.trim())
    .find((part) => part.startsWith("gzip"));
  return coding !== undefined && !/;\s*q=0(?:\.0*)?\s*$/.test(coding);
}
