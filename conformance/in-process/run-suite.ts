// SPDX-License-Identifier: Apache-2.0
import { describe, test } from "vitest";
import type { Scenario } from "../../codegen/schema/scenarios.js";
import { loadSuite, type ScenarioOf } from "../runner/load-suites.js";
import { runAnswer } from "./run-answer.js";
import { runAuth } from "./run-auth.js";
import { runCaptureMode } from "./run-capture-mode.js";
import { runClassify } from "./run-classify.js";
import { runEndpoint } from "./run-endpoint.js";
import { runLifecycle } from "./run-lifecycle.js";
import { runStrip } from "./run-strip.js";
import { runValidation } from "./run-validation.js";

/** Kinds that are in suites; the others are compiled to files of their own. */
type Kind = Exclude<Scenario["kind"], "encoding" | "refused" | "json_value">;
type VectorRunners = { readonly [K in Exclude<Kind, "lifecycle">]: (scenario: ScenarioOf<K>) => void | Promise<void> };

const RUNNERS: VectorRunners = {
  validation: runValidation,
  strip: runStrip,
  capture_mode: runCaptureMode,
  auth: runAuth,
  endpoint: runEndpoint,
  answer: runAnswer,
  classify: runClassify,
};

/** Whether the cases of a suite follow from the tables. */
export function isDerived(suite: string): boolean {
  return suite.startsWith("derived-");
}

/** Makes one test of each scenario of a suite; a whole run gets one for each of its transports. */
export function runSuite(name: string): void {
  const { brief, scenarios } = loadSuite(name);
  describe(brief, () => {
    for (const scenario of scenarios) defineTests(scenario);
  });
}

function defineTests(scenario: Scenario): void {
  if (scenario.kind === "lifecycle") {
    for (const transport of scenario.transports) {
      test(`${scenario.id} (${transport})`, () => runLifecycle(scenario, transport));
    }
  } else {
    test(scenario.id, () => runVector(scenario));
  }
}

function runVector(scenario: Exclude<Scenario, { kind: "lifecycle" }>): void | Promise<void> {
  // The table maps each kind to its own runner, which TypeScript cannot follow through a union.
  const run = RUNNERS[scenario.kind as Exclude<Kind, "lifecycle">] as
    | ((scenario: never) => void | Promise<void>)
    | undefined;
  if (run === undefined) throw new Error(`there is no runner for the kind ${String(scenario.kind)}`);
  return run(scenario as never);
}
