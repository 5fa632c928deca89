// SPDX-License-Identifier: Apache-2.0
import { CONVERSATION_RATING_VALUES, type ConversationRatingValue } from "../../generated/ts/enums.js";
import type {
  ConversationRating,
  ConversationRatingResult,
  ConversationRatingSummary,
} from "../../generated/ts/models.js";
import { isMember } from "../internal/rule-checks.js";
import { isDictionary } from "../internal/value-types.js";

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

type Fields = Readonly<Record<string, unknown>>;

/** The answer of the ratings API, or undefined when it is not JSON or lacks something that it always has. */
export function readRatingAnswer(text: string): ConversationRatingResult | undefined {
  const answer = parseJson(text);
  if (!isDictionary(answer)) return undefined;
  const rating = readRating(answer["rating"]);
  const summary = readSummary(answer["summary"]);
  return rating === undefined || summary === undefined ? undefined : { rating, summary };
}

function readRating(value: unknown): ConversationRating | undefined {
  if (!isDictionary(value)) return undefined;
  const ratingId = readText(value, "rating_id");
  const conversationId = readText(value, "conversation_id");
  const rating = readVerdict(value, "rating");
  const createdAt = readTime(value, "created_at");
  if (ratingId === undefined || conversationId === undefined || rating === undefined || createdAt === undefined)
    return undefined;
  const metadata = value["metadata"];
  return {
    ratingId,
    conversationId,
    generationId: readText(value, "generation_id"),
    rating,
    comment: readText(value, "comment"),
    metadata: isDictionary(metadata) ? metadata : undefined,
    raterId: readText(value, "rater_id"),
    source: readText(value, "source"),
    createdAt,
  };
}

function readSummary(value: unknown): ConversationRatingSummary | undefined {
  if (!isDictionary(value)) return undefined;
  const totalCount = readCount(value, "total_count");
  const goodCount = readCount(value, "good_count");
  const badCount = readCount(value, "bad_count");
  const latestRatedAt = readTime(value, "latest_rated_at");
  const hasBadRating = value["has_bad_rating"];
  if (totalCount === undefined || goodCount === undefined || badCount === undefined) return undefined;
  if (latestRatedAt === undefined || typeof hasBadRating !== "boolean") return undefined;
  return {
    totalCount,
    goodCount,
    badCount,
    latestRating: readVerdict(value, "latest_rating"),
    latestRatedAt,
    latestBadAt: readTime(value, "latest_bad_at"),
    hasBadRating,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readText(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

function readCount(fields: Fields, name: string): number | undefined {
  const value = fields[name];
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function readVerdict(fields: Fields, name: string): ConversationRatingValue | undefined {
  const value = fields[name];
  return isMember(CONVERSATION_RATING_VALUES, value) ? value : undefined;
}

/** The API cannot leave a time out: it sends the first moment of the year 1 in place of none. */
function readTime(fields: Fields, name: string): Date | undefined {
  const text = readText(fields, name);
  if (text === undefined || !RFC_3339.test(text)) return undefined;
  // A Date holds milliseconds; how engines read more digits is up to them.
  const time = new Date(text.replace(/(\.\d{3})\d+/, "$1"));
  return Number.isNaN(time.getTime()) || time.getUTCFullYear() <= 1 ? undefined : time;
}
