// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { parseRating } from "./rating-input.js";

const good = { rating_id: "r", rating: "CONVERSATION_RATING_VALUE_GOOD" };
const parse = (value: unknown, conversationId = "c") => parseRating(conversationId, Buffer.from(JSON.stringify(value)));

describe("parseRating", () => {
  it("trims texts and reads null as absent", () => {
    const body = { ...good, rating_id: " r ", comment: " ok ", rater_id: null, metadata: { a: [1] } };
    expect(parse(body, " c ")).toEqual({
      ok: true,
      input: {
        conversationId: "c",
        ratingId: "r",
        rating: "CONVERSATION_RATING_VALUE_GOOD",
        comment: "ok",
        generationId: "",
        raterId: "",
        source: "",
        metadata: { a: [1] },
      },
    });
  });

  it.each([
    ["text that is not JSON", "{"],
    ["an array", "[]"],
    ["an unknown key", '{"score":1}'],
    ["a number in place of a text", '{"rating_id":1}'],
    ["metadata that is no object", '{"metadata":[]}'],
  ])("refuses %s", (_name, text) => {
    expect(parseRating("c", Buffer.from(text))).toEqual({ ok: false, text: "invalid request body" });
  });

  it("reads an empty body as one without keys", () => {
    expect(parseRating("c", Buffer.alloc(0))).toEqual({ ok: false, text: "rating id is required" });
  });

  it.each([
    [" ", good, "conversation id is required"],
    ["c".repeat(256), good, "conversation id is too long"],
    ["c", { ...good, rating_id: " " }, "rating id is required"],
    ["c", { ...good, rating_id: "r".repeat(129) }, "rating id is too long"],
    [
      "c",
      { ...good, rating: "GOOD" },
      "rating must be CONVERSATION_RATING_VALUE_GOOD or CONVERSATION_RATING_VALUE_BAD",
    ],
    ["c", { ...good, comment: "ä".repeat(2049) }, "comment is too long"],
    ["c", { ...good, generation_id: "g".repeat(256) }, "generation id is too long"],
    ["c", { ...good, rater_id: "u".repeat(256) }, "rater id is too long"],
    ["c", { ...good, source: "s".repeat(65) }, "source is too long"],
    ["c", { ...good, metadata: { a: "x".repeat(16_377) } }, "metadata is too large"],
    ["c", { ...good, metadata: { a: "<".repeat(3000) } }, "metadata is too large"],
  ])("limits %#", (conversationId, body, text) => {
    expect(parse(body, conversationId)).toEqual({ ok: false, text });
  });

  it("accepts the longest values, measured in bytes", () => {
    const body = {
      rating_id: "r".repeat(128),
      rating: "CONVERSATION_RATING_VALUE_BAD",
      comment: "ä".repeat(2048),
      generation_id: "g".repeat(255),
      rater_id: "u".repeat(255),
      source: "s".repeat(64),
      metadata: { a: "x".repeat(16_376) },
    };
    expect(parse(body, "c".repeat(255)).ok).toBe(true);
  });
});
