// SPDX-License-Identifier: Apache-2.0
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import type { CaseResult } from "../run-case.js";
import type { DriverReport } from "./driver-report.js";
import { formatJunit } from "./junit.js";
import { formatMarkdown } from "./markdown.js";
import { formatText } from "./text.js";

const nothing = { differences: [], unobserved: [], milliseconds: 5 } as const;
const results: readonly CaseResult[] = [
  { ...nothing, suite: "core", case: "a.fine", transport: "http", outcome: "passed", unobserved: ["counts"] },
  {
    ...nothing,
    suite: "core",
    case: "a.known",
    transport: "http",
    outcome: "failed",
    differences: [{ path: "requests", expected: "1", actual: "2" }],
  },
  {
    ...nothing,
    suite: "core",
    case: "a.lost",
    transport: "grpc",
    outcome: "failed",
    reason: "the driver <ended>\u0000",
  },
  { ...nothing, suite: "other", case: "b.skipped", transport: "http", outcome: "skipped", reason: "option x" },
];

const report: DriverReport = {
  name: "fake",
  hello: { protocol: 1, driver: "fake", identity: "js", package: "fake-sdk", version: "1.2", ops: [], observes: [] },
  results,
  known: { reasons: { twice: "Everything is sent twice." }, cases: { "a.known": ["twice"] } },
  problems: ["a.lost (grpc) fails without a known reason"],
  isGolden: false,
  seconds: 1,
};

test("tells people what failed without a reason, and counts the rest", () => {
  const text = stripVTControlCharacters(formatText([report]));
  expect(text).toContain("FAIL fake a.lost (grpc): the driver <ended>");
  expect(text).not.toContain("FAIL fake a.known");
  expect(text).toContain(
    "fake (fake-sdk 1.2): 1 passed, 2 failed, 1 skipped, 1 compared in part, 1.0 s: not as expected",
  );
});

test("writes JUnit that any reader accepts", () => {
  expect(formatJunit([report])).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="fake" tests="4" failures="2" skipped="1">
    <testcase classname="fake.core" name="a.fine (http)" time="0.005"/>
    <testcase classname="fake.core" name="a.known (http)" time="0.005"><skipped message="Everything is sent twice."/></testcase>
    <testcase classname="fake.core" name="a.lost (grpc)" time="0.005"><failure message="the driver &lt;ended&gt;\ufffd"></failure></testcase>
    <testcase classname="fake.other" name="b.skipped (http)" time="0.005"><skipped message="option x"/></testcase>
  </testsuite>
</testsuites>
`);
});

test("names every failing case with its reason in Markdown", () => {
  expect(formatMarkdown([report])).toBe(`| suite | fake grpc | fake http |
| --- | --- | --- |
| core | 1 failed | 1, 1 failed |
| other |  | 1 skipped |
| **all** | 1 failed | 1, 1 failed, 1 skipped |

## fake: fake-sdk 1.2

Not visible in this package, hence not compared: counts.

### How it differs

- Everything is sent twice. \`a.known\`
- Not explained. \`a.lost\`

### What it cannot run

- option x: \`b.skipped\`
`);
});
