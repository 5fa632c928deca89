// SPDX-License-Identifier: Apache-2.0
import { expect } from "vitest";
import { classifyError } from "../../src/telemetry/classify-error.js";
import { decodeData } from "../runner/decode-data.js";
import type { ScenarioOf } from "../runner/load-suites.js";

/** The category of an error of a provider or a tool. */
export function runClassify(scenario: ScenarioOf<"classify">): void {
  expect(classifyError(decodeData(scenario.error))).toBe(scenario.expect.category);
}
