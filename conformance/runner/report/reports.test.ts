// SPDX-License-Identifier: Apache-2.0
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import type { CaseResult } from "../run-case.js";
import type { DriverReport } from "./driver-report.js";
import { formatJunit } from "./junit.js";
import { formatMarkdown } from "./markdown.js";
import { formatText } from "./text.js";

const nothing = { differences: [], unobserved: [], milliseconds: 5 } as const;
const lost: CaseResult = {
  ...nothing,
  suite: "core",
  case: "a.lost",
  transport: "grpc",
  outcome: "failed",
  reason: "the driver <ended>\u0000",
  isLost: true,
};
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
  lost,
  { ...nothing, suite: "other", case: "b.skipped", transport: "http", outcome: "skipped", reason: "option x" },
];

const report: DriverReport = {
  name: "fake",
  hello: { protocol: 1, driver: "fake", identity: "js", package: "fake-sdk", version: "1.2", ops: [], observes: [] },
  results,
  known: {
    reasons: { twice: { text: "Everything is sent twice.", paths: ["requests"], sometimes: false } },
    cases: { "a.known": ["twice"] },
    skips: { "option x": "It has no such option." },
  },
  problems: [
    { text: "a.lost (grpc) is lost: the driver <ended>", run: lost },
    { text: "a.gone is listed as a deviation, but there is no such run" },
  ],
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
  <testsuite name="fake" tests="5" failures="2" skipped="2">
    <testcase classname="fake.core" name="a.fine (http)" time="0.005"/>
    <testcase classname="fake.core" name="a.known (http)" time="0.005"><skipped message="Everything is sent twice."/></testcase>
    <testcase classname="fake.core" name="a.lost (grpc)" time="0.005"><failure message="the driver &lt;ended&gt;\ufffd"></failure></testcase>
    <testcase classname="fake.other" name="b.skipped (http)" time="0.005"><skipped message="It has no such option."/></testcase>
    <testcase classname="fake.expectations" name="a.gone is listed as a deviation, but there is no such run" time="0.000"><failure message="a.gone is listed as a deviation, but there is no such run"></failure></testcase>
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

### Not as expected

- Not explained. \`a.lost\`
- a.gone is listed as a deviation, but there is no such run

### How it differs

- Everything is sent twice. \`a.known\`

### What it cannot run

- It has no such option. \`b.skipped\`
`);
});

test("says of a driver that cannot be started only that", () => {
  const message = "the driver cannot be started: spawn nothing ENOENT";
  const failed: DriverReport = {
    ...report,
    hello: undefined,
    problems: [{ text: message }],
    startError: { message, isNotFound: true },
  };
  const lines = stripVTControlCharacters(formatText([failed])).split("\n");
  expect(lines.filter((line) => line.includes("fake"))).toEqual([
    `fake: ${message}`,
    expect.stringContaining("suite"),
    expect.stringContaining("fake (not started): 1 passed, 2 failed, 1 skipped"),
  ]);
  expect(formatMarkdown([failed])).toContain(`## fake: not started\n\nIt cannot be run: ${message}\n`);
});
