// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { swap } from "../testing/edits.js";
import { lintTiny } from "../testing/load-tiny.js";

test("refuses arguments that a check does not read and misses those that it needs", async () => {
  const findings = await lintTiny({
    "spec/validation.yaml": (text) =>
      swap(
        "check: non_empty, message",
        "check: non_empty, limit: id_max, message",
      )(
        swap(
          'check: max_chars, limit: id_max, if_present: true, message: "generation.id is longer than {limit}"',
          'check: max_chars, if_present: true, message: "generation.id is longer than {limit}"',
        )(text),
      ),
  });

  expect(findings).toEqual([
    "spec/validation.yaml rules[2].limit [check-arguments] check non_empty does not read `limit`; remove it",
    "spec/validation.yaml rules[7].check [check-arguments] check max_chars needs `limit`; add it",
    "spec/validation.yaml rules[7].message [check-arguments] nothing fills in {limit} in the message of check max_chars; use one of path",
  ]);
});
