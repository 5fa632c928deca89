// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import { RATING_BAD, RATING_GOOD, ZERO_TIME } from "./facts.js";
import type { RatingInput } from "./rating-input.js";

/** A stored rating with the wire's own key names; what was left out has no key. */
export interface StoredRating {
  readonly rating_id: string;
  readonly conversation_id: string;
  readonly generation_id?: string;
  readonly rating: string;
  readonly comment?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly rater_id?: string;
  readonly source?: string;
  readonly created_at: string;
}

/** Totals of a conversation. `latest_bad_at` is the year-1 zero time while there is no bad rating. */
export interface RatingSummary {
  readonly total_count: number;
  readonly good_count: number;
  readonly bad_count: number;
  readonly latest_rating?: string;
  readonly latest_rated_at: string;
  readonly latest_bad_at: string;
  readonly has_bad_rating: boolean;
}

/** What a stored or replayed rating is answered with. */
export interface RatingReply {
  readonly rating: StoredRating;
  readonly summary: RatingSummary;
}

/** Read access to the ratings, oldest first. */
export interface RatingReader {
  list(tenant?: string): readonly StoredRating[];
}

/** Ratings of all tenants. */
export interface RatingBook extends RatingReader {
  /** Stores a rating, or replays it when the same was sent before; undefined when the id stands for another one. */
  submit(tenant: string, input: RatingInput): RatingReply | undefined;
}

interface Entry {
  readonly tenant: string;
  readonly input: RatingInput;
  readonly rating: StoredRating;
}

/** Creates ratings that are kept in memory. */
export function createRatingBook(now: () => Date): RatingBook {
  const entries: Entry[] = [];
  return {
    list: (tenant) =>
      entries.filter((entry) => tenant === undefined || entry.tenant === tenant).map((entry) => entry.rating),
    submit(tenant, input) {
      const earlier = entries.find((entry) => entry.tenant === tenant && entry.input.ratingId === input.ratingId);
      if (earlier !== undefined && !isDeepStrictEqual(earlier.input, input)) return undefined;
      const entry = earlier ?? { tenant, input, rating: createStoredRating(input, toRfc3339(now())) };
      if (earlier === undefined) entries.push(entry);
      const ofConversation = entries.filter(
        (other) => other.tenant === tenant && other.input.conversationId === input.conversationId,
      );
      return { rating: entry.rating, summary: summarize(ofConversation.map((other) => other.rating)) };
    },
  };
}

function createStoredRating(input: RatingInput, createdAt: string): StoredRating {
  return {
    rating_id: input.ratingId,
    conversation_id: input.conversationId,
    ...(input.generationId === "" ? {} : { generation_id: input.generationId }),
    rating: input.rating,
    ...(input.comment === "" ? {} : { comment: input.comment }),
    ...(input.metadata === undefined || Object.keys(input.metadata).length === 0 ? {} : { metadata: input.metadata }),
    ...(input.raterId === "" ? {} : { rater_id: input.raterId }),
    ...(input.source === "" ? {} : { source: input.source }),
    created_at: createdAt,
  };
}

function summarize(ratings: readonly StoredRating[]): RatingSummary {
  const latest = ratings.at(-1);
  const latestBad = ratings.findLast((rating) => rating.rating === RATING_BAD);
  return {
    total_count: ratings.length,
    good_count: ratings.filter((rating) => rating.rating === RATING_GOOD).length,
    bad_count: ratings.filter((rating) => rating.rating === RATING_BAD).length,
    ...(latest === undefined ? {} : { latest_rating: latest.rating }),
    latest_rated_at: latest?.created_at ?? ZERO_TIME,
    latest_bad_at: latestBad?.created_at ?? ZERO_TIME,
    has_bad_rating: latestBad !== undefined,
  };
}

/** RFC 3339 in UTC; fractional seconds only as far as there are any. */
function toRfc3339(date: Date): string {
  return date.toISOString().replace(/\.?0+Z$/, "Z");
}
