// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { judgeResults } from "./judge-results.js";
import type { KnownDeviations } from "./known-deviations.js";
import type { CaseResult } from "./run-case.js";

type Fields = Partial<Omit<CaseResult, "case" | "outcome">>;

function result(id: string, outcome: CaseResult["outcome"], fields: Fields = {}): CaseResult {
  return {
    suite: "s",
    case: id,
    transport: "http",
    outcome,
    differences: [],
    unobserved: [],
    milliseconds: 0,
    ...fields,
  };
}

/** A run that differs at these places. */
function differing(id: string, paths: readonly string[], fields: Fields = {}): CaseResult {
  return result(id, "failed", { differences: paths.map((path) => ({ path, expected: "1", actual: "2" })), ...fields });
}

function judge(results: readonly CaseResult[], known: Partial<KnownDeviations>, isWhole = true): readonly string[] {
  const file = { reasons: {}, cases: {}, skips: undefined, ...known };
  return judgeResults(results, file, { isWhole }).map(({ text }) => text);
}

const reasons = {
  slow: { text: "It is slow.", paths: ["waits_ms[*]"], sometimes: false },
  rude: { text: "It raises.", errors: ["TypeError: *"], sometimes: false },
};

test("accepts failures whose every difference is covered", () => {
  const results = [
    differing("a.slow", ["waits_ms[0]", "waits_ms[1]"]),
    result("a.rude", "failed", { reason: "TypeError: no\nreally" }),
    result("a.mixed", "passed"),
    differing("a.mixed", ["waits_ms[0]"], { transport: "grpc" }),
    result("a.fine", "passed"),
  ];
  expect(
    judge(results, { reasons, cases: { "a.slow": ["slow"], "a.rude": ["rude"], "a.mixed@grpc": ["slow"] } }),
  ).toEqual([]);
});

test.each<[name: string, run: CaseResult, problem: string]>([
  ["a failure that nobody knows", differing("b.new", ["waits_ms[0]"]), "b.new (http) fails without a known reason"],
  [
    "a difference beside the known ones",
    differing("a", ["waits_ms[0]", "requests", "counts"]),
    "a (http) differs in 2 places that none of its reasons covers, first requests",
  ],
  [
    "an error beside the known differences",
    differing("a", ["waits_ms[0]"], { reason: "KeyError: x" }),
    "a (http) fails with an error that none of its reasons covers: KeyError: x",
  ],
  [
    "a lost driver, whatever is known",
    differing("a", ["waits_ms[0]"], { reason: "TypeError: x", isLost: true }),
    "a (http) is lost: TypeError: x",
  ],
])("finds %s", (_name, run, problem) => {
  const known = { reasons: { all: { ...reasons.slow, errors: ["TypeError: *"] } }, cases: { a: ["all"] } };
  expect(judge([run], known, false)).toEqual([problem]);
});

test("wants each entry to name runs that fail, and reasons that have a part in it", () => {
  const results = [
    differing("a.slow", ["waits_ms[0]"]),
    result("a.slow", "passed", { transport: "grpc" }),
    result("a.fine", "passed"),
  ];
  const cases = { "a.slow": ["slow", "rude"], "a.fine": ["odd"], "a.gone": ["slow"], "a.fine@htp": ["slow"] };
  const entries = [
    "a.slow is listed as a deviation, but passed over grpc",
    "a.slow names the reason rude, which covers nothing of it",
    "a.fine is listed as a deviation, but passed over http",
  ];
  const gone = ["a.gone", "a.fine@htp"].map((entry) => `${entry} is listed as a deviation, but there is no such run`);
  const more = { reasons: { ...reasons, unused: reasons.slow }, cases };
  const ofReasons = ["the reason odd is not explained", "the reason unused is not used"];
  const idle = ["the reason rude names TypeError: *, where nothing differs"];
  expect(judge(results, more)).toEqual([...entries, ...gone, ...ofReasons, ...idle]);
  expect(judge(results, more, false)).toEqual([...entries, ...ofReasons]);
});

test("wants a reason for each skip of a driver that has a file, and a skip for each reason", () => {
  const results = [
    result("a", "passed"),
    result("b", "skipped", { reason: "option x" }),
    result("c", "skipped", { reason: "option y" }),
  ];
  expect(judge(results, {})).toEqual([]);
  expect(judge(results, { skips: { "option *": "It has no options." } })).toEqual([]);
  expect(judge(results, { skips: { "option x": "It has no x.", "no call": "It cannot call." } })).toEqual([
    "c (http) is skipped without a known reason: option y",
    'no case is skipped for "no call"',
  ]);
});

test("wants each pattern of a reason to be needed", () => {
  const wide = { ...reasons.slow, paths: ["waits_ms[*]", "requests"], errors: ["TypeError: *"] };
  const results = [differing("a", ["waits_ms[0]"])];
  expect(judge(results, { reasons: { wide }, cases: { a: ["wide"] } })).toEqual([
    "the reason wide names requests, where nothing differs",
    "the reason wide names TypeError: *, where nothing differs",
  ]);
});

test("lets a reason that shows sometimes only be absent", () => {
  const race = { text: "It may be late.", paths: ["requests"], sometimes: true };
  const known = { reasons: { ...reasons, race }, cases: { a: ["race"], b: ["slow", "race"], c: ["rude"] } };
  const rude = result("c", "failed", { reason: "TypeError: x" });
  expect(judge([result("a", "passed"), differing("b", ["waits_ms[0]"]), rude], known)).toEqual([]);
  const late = [differing("a", ["requests"]), differing("b", ["requests"]), rude];
  expect(
    judge([...late, differing("d", ["waits_ms[0]"])], { ...known, cases: { ...known.cases, d: ["slow"] } }),
  ).toEqual([]);
  expect(judge([result("a", "passed"), result("b", "passed"), rude], known, false)).toEqual([
    "b is listed as a deviation, but passed over http",
  ]);
});

test("a run that compares nothing is not as expected", () => {
  expect(judge([result("a", "skipped", { reason: "no open" })], {})).toEqual(["nothing was compared"]);
});
