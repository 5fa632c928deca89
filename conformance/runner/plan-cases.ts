// SPDX-License-Identifier: Apache-2.0
import { type Lifecycle, loadSuite, suiteNames, type Transport } from "./load-suites.js";
import type { PlannedCase } from "./run-case.js";
import { toPattern } from "./to-pattern.js";

/** Which cases are wanted. */
export interface CaseFilter {
  /** Ids, with `*` for any text: `cap.*`. Empty: all. */
  readonly cases: readonly string[];
  /** Empty: all. */
  readonly transports: readonly Transport[];
}

/** All wanted cases of a folder of fixtures, each once per transport. */
export function planCases(fixtures: URL, { cases, transports }: CaseFilter): readonly PlannedCase[] {
  const patterns = cases.map(toPattern);
  return suiteNames(fixtures).flatMap((name) => {
    const { suite, scenarios } = loadSuite(name, fixtures);
    const runs = scenarios.filter((scenario): scenario is Lifecycle => scenario.kind === "lifecycle");
    return runs
      .filter(({ id }) => patterns.length === 0 || patterns.some((pattern) => pattern.test(id)))
      .flatMap((scenario) => scenario.transports.map((transport) => ({ suite, scenario, transport })))
      .filter(({ transport }) => transports.length === 0 || transports.includes(transport));
  });
}
