// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { loadSuite, suiteNames } from "../runner/load-suites.js";
import { NOT_IN_PROCESS } from "./not-in-process.js";
import { isDerived, runSuite } from "./run-suite.js";

for (const name of suiteNames().filter((suite) => !isDerived(suite))) runSuite(name);

test("every answer that is out of reach exists", () => {
  const ids = new Set(suiteNames().flatMap((name) => loadSuite(name).scenarios.map((scenario) => scenario.id)));
  expect(Object.keys(NOT_IN_PROCESS).filter((id) => !ids.has(id))).toEqual([]);
});
