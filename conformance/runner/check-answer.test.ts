// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { checkAnswer } from "./check-answer.js";

test.each<[op: string, content: Record<string, unknown>]>([
  ["start_generation", { id: "gen_1", span: { trace_id: "a1", span_id: "b1" } }],
  ["start_tool_execution", { span: null }],
  ["call_generation", { span: null, outcome: "threw", same: true }],
  ["flush", {}],
  ["shutdown", { raised: ["Error: no"] }],
  ["flush", { reports: [{ delivered: 1, dropped: 0, left: 0, error: null }] }],
  ["submit_rating", { error: { code: "shutdown", message: "" } }],
  ["local_error", { error: null }],
  ["status", {}],
  ["at_once", { answers: [[{ span: null }, {}], []] }],
  ["end", { anything: 1 }],
])("takes a good answer to %s", (op, content) => {
  expect(checkAnswer({ op }, content)).toBe(content);
});

test.each<[op: string, content: Record<string, unknown>, message: string]>([
  ["start_generation", { id: 5, span: "x" }, "the answer to start_generation is none: id: "],
  ["start_embedding", {}, "the answer to start_embedding is none: span: "],
  ["call_generation", { span: null, outcome: "ended", same: true }, "the answer to call_generation is none: outcome: "],
  ["flush", { reports: [{ delivered: 1 }] }, "the answer to flush is none: reports.0.dropped: "],
  ["submit_rating", {}, "the answer to submit_rating is none: "],
  ["local_error", { error: "boom" }, "the answer to local_error is none: error: "],
  ["status", { logs: "no" }, "the answer to status is none: logs: "],
  ["at_once", {}, "the answer to at_once is none: answers: "],
])("says what is wrong with an answer to %s, and where", (op, content, message) => {
  expect(() => checkAnswer({ op }, content)).toThrow(message);
});
