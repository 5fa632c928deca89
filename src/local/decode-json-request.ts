// SPDX-License-Identifier: Apache-2.0
import { fromJsonString, type JsonValue } from "@bufbuild/protobuf";
import {
  type ExportGenerationsRequest,
  ExportGenerationsRequestSchema,
} from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
import { describeError } from "./describe-error.js";
import { MAX_NESTING } from "./facts.js";
import { findLooseForm } from "./find-loose-form.js";

/** A decoded request, or the text that says why there is none. */
export type DecodedRequest =
  | { readonly ok: true; readonly request: ExportGenerationsRequest }
  | { readonly ok: false; readonly text: string };

/**
 * Decodes an export request from proto-JSON and refuses all that the ingest's own parser refuses: bytes that are
 * not UTF-8, unknown and repeated fields, lone surrogates, and scalars in a form that protobuf-es alone accepts.
 */
export function decodeJsonRequest(body: Uint8Array): DecodedRequest {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return { ok: false, text: "proto: invalid UTF-8 in request body" };
  }
  try {
    const request = fromJsonString(ExportGenerationsRequestSchema, text, {
      ignoreUnknownFields: false,
      recursionLimit: MAX_NESTING,
    });
    const problem = hasLoneSurrogateEscape(text)
      ? "invalid escape code in string"
      : // The text has just been parsed, so that this cast holds.
        findLooseForm(ExportGenerationsRequestSchema, JSON.parse(text) as JsonValue);
    return problem === undefined ? { ok: true, request } : { ok: false, text: `proto: ${problem}` };
  } catch (error) {
    return { ok: false, text: `proto: ${describeError(error)}` };
  }
}

/** Consumes every escape of a JSON text; the only group is an escaped surrogate without its other half. */
const ESCAPES = /\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)/g;

/** Whether a valid JSON text escapes half of a surrogate pair, which JSON.parse would let pass. */
export function hasLoneSurrogateEscape(json: string): boolean {
  if (!json.includes("\\ud") && !json.includes("\\uD")) return false;
  for (const match of json.matchAll(ESCAPES)) {
    if (match[1] !== undefined) return true;
  }
  return false;
}
