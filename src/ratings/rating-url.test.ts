// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { ratingUrl } from "./rating-url.js";

test.each([
  ["conv-1", "http://localhost:8080/api/v1/conversations/conv-1/ratings"],
  ["a b", "http://localhost:8080/api/v1/conversations/a%20b/ratings"],
  ["50% $& off?#", "http://localhost:8080/api/v1/conversations/50%25%20%24%26%20off%3F%23/ratings"],
  ["Gespräch:7", "http://localhost:8080/api/v1/conversations/Gespr%C3%A4ch%3A7/ratings"],
  ["..conv..", "http://localhost:8080/api/v1/conversations/..conv../ratings"],
  ["a\\b\nc", "http://localhost:8080/api/v1/conversations/a%5Cb%0Ac/ratings"],
  ["%2e%2e", "http://localhost:8080/api/v1/conversations/%252e%252e/ratings"],
])("escapes the conversation id %j, so that a URL parser leaves it in place", (conversationId, expected) => {
  const url = ratingUrl("http://localhost:8080", conversationId);
  expect(url).toBe(expected);
  expect(new URL(url).href).toBe(expected);
});
