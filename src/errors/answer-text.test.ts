// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import { answerText } from "./answer-text.js";

it.each<[body: string, expected: string]>([
  ["no such tenant", "no such tenant"],
  ['{"error":"invalid token"}', "invalid token"],
  ['{"message":" unknown tenant "}', "unknown tenant"],
  ['{"error":{"code":401,"message":"invalid token"}}', "invalid token"],
  ['{"error":"token secret-token is invalid"}', "token *** is invalid"],
  ['{"error":"bad value \\"my prompt\\""}', 'bad value "..."'],
  ['{"detail":"my prompt"}', '{"...":"..."}'],
  ['{"error":" ","message":7}', '{"...":"...","...":7}'],
  ["null", "null"],
  ["<html>my prompt</html>", "a page of markup"],
  ["", ""],
])("of %j, %j is shown", (body, expected) => {
  expect(answerText(body, ["secret-token"])).toBe(expected);
});
