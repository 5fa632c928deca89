// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { RatingInput } from "./rating-input.js";
import { createRatingBook, type RatingBook } from "./ratings.js";

const good: RatingInput = {
  conversationId: "c",
  ratingId: "r1",
  rating: "CONVERSATION_RATING_VALUE_GOOD",
  comment: "",
  generationId: "",
  raterId: "",
  source: "",
  metadata: undefined,
};
const bad: RatingInput = {
  conversationId: "c",
  ratingId: "r2",
  rating: "CONVERSATION_RATING_VALUE_BAD",
  comment: "no",
  generationId: "g",
  raterId: "u",
  source: "s",
  metadata: { a: 1, b: 2 },
};

/** A book whose clock starts at noon and moves by 1.25 s with each new rating. */
function createBook(): RatingBook {
  let ms = Date.UTC(2026, 0, 1, 12) - 1250;
  return createRatingBook(() => {
    ms += 1250;
    return new Date(ms);
  });
}

describe("createRatingBook", () => {
  it("leaves out what was not given and states the zero time without a bad rating", () => {
    expect(createBook().submit("t", good)).toEqual({
      rating: {
        rating_id: "r1",
        conversation_id: "c",
        rating: "CONVERSATION_RATING_VALUE_GOOD",
        created_at: "2026-01-01T12:00:00Z",
      },
      summary: {
        total_count: 1,
        good_count: 1,
        bad_count: 0,
        latest_rating: "CONVERSATION_RATING_VALUE_GOOD",
        latest_rated_at: "2026-01-01T12:00:00Z",
        latest_bad_at: "0001-01-01T00:00:00Z",
        has_bad_rating: false,
      },
    });
  });

  it("counts the ratings of one conversation of one tenant", () => {
    const book = createBook();
    book.submit("t", { ...good, conversationId: "other", ratingId: "r0" });
    book.submit("u", good);
    book.submit("t", bad);
    expect(book.submit("t", good)).toEqual({
      rating: {
        rating_id: "r1",
        conversation_id: "c",
        rating: "CONVERSATION_RATING_VALUE_GOOD",
        created_at: "2026-01-01T12:00:03.75Z",
      },
      summary: {
        total_count: 2,
        good_count: 1,
        bad_count: 1,
        latest_rating: "CONVERSATION_RATING_VALUE_GOOD",
        latest_rated_at: "2026-01-01T12:00:03.75Z",
        latest_bad_at: "2026-01-01T12:00:02.5Z",
        has_bad_rating: true,
      },
    });
  });

  it("replays the same rating and stores it once", () => {
    const book = createBook();
    const first = book.submit("t", bad);
    expect(book.submit("t", { ...bad, metadata: { b: 2, a: 1 } })).toEqual(first);
    expect(book.list()).toEqual([
      {
        rating_id: "r2",
        conversation_id: "c",
        generation_id: "g",
        rating: "CONVERSATION_RATING_VALUE_BAD",
        comment: "no",
        metadata: { a: 1, b: 2 },
        rater_id: "u",
        source: "s",
        created_at: "2026-01-01T12:00:00Z",
      },
    ]);
  });

  it.each<Partial<RatingInput>>([
    { conversationId: "other" },
    { rating: "CONVERSATION_RATING_VALUE_BAD" },
    { comment: "x" },
    { metadata: { a: 1 } },
  ])("refuses an id that stands for another rating: %j", (change) => {
    const book = createBook();
    book.submit("t", good);
    expect(book.submit("t", { ...good, ...change })).toBeUndefined();
    expect(book.list("t")).toHaveLength(1);
  });
});
