// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { swap } from "../testing/edits.js";
import { lintTiny } from "../testing/load-tiny.js";

test("wants exactly one default mode", async () => {
  const findings = await lintTiny({ "spec/capture.yaml": swap("is_default: true, ", "") });

  expect(findings).toEqual([
    "spec/capture.yaml modes [capture-modes] one mode must be the default, found none; set `is_default: true` on one mode",
  ]);
});

test("refuses two modes of the same strictness", async () => {
  const findings = await lintTiny({ "spec/capture.yaml": swap("strictness: 1", "strictness: 0") });

  expect(findings).toEqual([
    "spec/capture.yaml modes[2].strictness [capture-modes] strictness 0 is taken; give every mode a strictness of its own",
  ]);
});
