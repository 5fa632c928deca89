// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { type Finding, formatFinding, formatPath, sortFindings } from "./findings.js";

const finding: Finding = { file: "spec/b.yaml", line: 2, column: 3, path: "a[0]", rule: "r", message: "m", fix: "f" };

test("sorts by place and removes repeats", () => {
  const earlier = { ...finding, line: 1 };
  const other = { ...finding, file: "spec/a.yaml", line: 9 };

  expect(sortFindings([finding, earlier, finding, other])).toEqual([other, earlier, finding]);
});

test("puts place, rule, message and fix on one line", () => {
  expect(formatFinding(finding)).toBe("spec/b.yaml:2:3 a[0] [r] m; f");
  expect(formatPath(["spans", 0, "attributes", 12, "ref"])).toBe("spans[0].attributes[12].ref");
});
