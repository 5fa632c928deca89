// SPDX-License-Identifier: Apache-2.0
import { RATING_BAD, RATING_GOOD, RATING_LIMITS, TEXTS } from "./facts.js";

/** A rating as it was sent, trimmed; what was left out is an empty string. */
export interface RatingInput {
  readonly conversationId: string;
  readonly ratingId: string;
  readonly rating: string;
  readonly comment: string;
  readonly generationId: string;
  readonly raterId: string;
  readonly source: string;
  readonly metadata: Readonly<Record<string, unknown>> | undefined;
}

/** A readable rating, or the text of the 400 answer. */
export type ParsedRating =
  | { readonly ok: true; readonly input: RatingInput }
  | { readonly ok: false; readonly text: string };

const TEXT_KEYS: ReadonlySet<string> = new Set([
  "rating_id",
  "rating",
  "comment",
  "generation_id",
  "rater_id",
  "source",
]);

/** Parses the body of a rating and checks it against the ingest's limits, in the ingest's order. */
export function parseRating(conversationId: string, body: Uint8Array): ParsedRating {
  const fields = readFields(body);
  if (fields === undefined) return { ok: false, text: TEXTS.invalidRatingBody };
  const { metadata } = fields;
  const readText = (key: string): string => {
    const value = fields[key];
    return typeof value === "string" ? value.trim() : "";
  };
  const input: RatingInput = {
    conversationId: conversationId.trim(),
    ratingId: readText("rating_id"),
    rating: readText("rating"),
    comment: readText("comment"),
    generationId: readText("generation_id"),
    raterId: readText("rater_id"),
    source: readText("source"),
    metadata: isRecord(metadata) ? metadata : undefined,
  };
  const problem = findRatingProblem(input);
  return problem === undefined ? { ok: true, input } : { ok: false, text: problem };
}

function findRatingProblem(input: RatingInput): string | undefined {
  if (input.conversationId === "") return "conversation id is required";
  if (isLonger(input.conversationId, RATING_LIMITS.conversationId)) return "conversation id is too long";
  if (input.ratingId === "") return "rating id is required";
  if (isLonger(input.ratingId, RATING_LIMITS.ratingId)) return "rating id is too long";
  if (input.rating !== RATING_GOOD && input.rating !== RATING_BAD)
    return `rating must be ${RATING_GOOD} or ${RATING_BAD}`;
  if (isLonger(input.comment, RATING_LIMITS.comment)) return "comment is too long";
  if (isLonger(input.generationId, RATING_LIMITS.generationId)) return "generation id is too long";
  if (isLonger(input.raterId, RATING_LIMITS.raterId)) return "rater id is too long";
  if (isLonger(input.source, RATING_LIMITS.source)) return "source is too long";
  // The ingest measures the metadata as its own encoder writes it, with these characters escaped to six bytes.
  const metadata = JSON.stringify(input.metadata ?? {}).replace(/[<>&\u2028\u2029]/g, "\\u0000");
  return isLonger(metadata, RATING_LIMITS.metadata) ? "metadata is too large" : undefined;
}

/** Reads the known keys of a JSON object; null counts as absent. Undefined when the body has another shape. */
function readFields(body: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  // An empty body is an object without keys to the ingest, which then misses the rating id.
  if (body.byteLength === 0) return {};
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
  if (json === null) return {};
  if (!isRecord(json)) return undefined;
  const isReadable = Object.entries(json).every(
    ([key, value]) =>
      (TEXT_KEYS.has(key) && (value === null || typeof value === "string")) ||
      (key === "metadata" && (value === null || isRecord(value))),
  );
  return isReadable ? json : undefined;
}

function isLonger(text: string, maxBytes: number): boolean {
  return Buffer.byteLength(text) > maxBytes;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
