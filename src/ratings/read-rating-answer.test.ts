// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { readRatingAnswer } from "./read-rating-answer.js";

const RATING = {
  rating_id: "rating-1",
  conversation_id: "conv-1",
  rating: "CONVERSATION_RATING_VALUE_BAD",
  created_at: "2026-03-01T10:00:00Z",
};
const SUMMARY = {
  total_count: 2,
  good_count: 1,
  bad_count: 1,
  latest_rated_at: "2026-03-01T10:00:00Z",
  has_bad_rating: true,
};

function read(rating: object, summary: object): unknown {
  return readRatingAnswer(JSON.stringify({ rating: { ...RATING, ...rating }, summary: { ...SUMMARY, ...summary } }));
}

describe("readRatingAnswer", () => {
  it("reads every field", () => {
    const all = {
      generation_id: "gen-1",
      comment: "no",
      metadata: { page: { id: 1 } },
      rater_id: "user-1",
      source: "web",
      created_at: "2026-03-01T12:00:00.123456789+02:00",
      added_later: true,
    };
    const latest = { latest_rating: "CONVERSATION_RATING_VALUE_GOOD", latest_bad_at: "2026-02-01T10:00:00.5Z" };
    expect(read(all, latest)).toEqual({
      rating: {
        ratingId: "rating-1",
        conversationId: "conv-1",
        generationId: "gen-1",
        rating: "CONVERSATION_RATING_VALUE_BAD",
        comment: "no",
        metadata: { page: { id: 1 } },
        raterId: "user-1",
        source: "web",
        createdAt: new Date("2026-03-01T10:00:00.123Z"),
      },
      summary: {
        totalCount: 2,
        goodCount: 1,
        badCount: 1,
        latestRating: "CONVERSATION_RATING_VALUE_GOOD",
        latestRatedAt: new Date("2026-03-01T10:00:00Z"),
        latestBadAt: new Date("2026-02-01T10:00:00.500Z"),
        hasBadRating: true,
      },
    });
  });

  it("takes the year 1 as no time at all, and leaves out what is not there", () => {
    expect(read({}, { latest_bad_at: "0001-01-01T00:00:00Z", has_bad_rating: false, bad_count: 0 })).toEqual({
      rating: {
        ratingId: "rating-1",
        conversationId: "conv-1",
        rating: "CONVERSATION_RATING_VALUE_BAD",
        createdAt: new Date("2026-03-01T10:00:00Z"),
      },
      summary: {
        totalCount: 2,
        goodCount: 1,
        badCount: 0,
        latestRatedAt: new Date("2026-03-01T10:00:00Z"),
        hasBadRating: false,
      },
    });
  });

  it.each([
    ["a rating without an id", { rating_id: undefined }, {}],
    ["a blank conversation id", { conversation_id: "" }, {}],
    ["an unknown verdict", { rating: "CONVERSATION_RATING_VALUE_UNSPECIFIED" }, {}],
    ["a time that is none", { created_at: "yesterday" }, {}],
    ["a number in place of a time", { created_at: 1_772_000_000 }, {}],
    ["a day that does not exist", { created_at: "2026-13-40T10:00:00Z" }, {}],
    ["a count as text", {}, { total_count: "2" }],
    ["a negative count", {}, { bad_count: -1 }],
    ["no count of good ones", {}, { good_count: undefined }],
    ["no time of the latest rating", {}, { latest_rated_at: undefined }],
    ["the year 1 as the time of the latest rating", {}, { latest_rated_at: "0001-01-01T00:00:00Z" }],
    ["no word about bad ratings", {}, { has_bad_rating: undefined }],
  ])("does not accept %s", (_, rating, summary) => {
    expect(read(rating, summary)).toBeUndefined();
  });

  it.each(["", "OK", "null", "[]", "{}", '{"rating":{}}', `{"rating":${JSON.stringify(RATING)}}`, "<html></html>"])(
    "does not accept the answer %j",
    (text) => {
      expect(readRatingAnswer(text)).toBeUndefined();
    },
  );
});
