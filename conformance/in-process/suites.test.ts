// SPDX-License-Identifier: Apache-2.0
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { loadSuite, suiteNames } from "../runner/load-suites.js";
import { NOT_IN_PROCESS } from "./not-in-process.js";

test("every compiled suite has a test file", () => {
  const missing = suiteNames().filter((name) => !existsSync(new URL(`${name}.test.ts`, import.meta.url)));
  expect(missing).toEqual([]);
});

test("every answer that is out of reach exists", () => {
  const ids = new Set(suiteNames().flatMap((name) => loadSuite(name).scenarios.map((scenario) => scenario.id)));
  expect(Object.keys(NOT_IN_PROCESS).filter((id) => !ids.has(id))).toEqual([]);
});
