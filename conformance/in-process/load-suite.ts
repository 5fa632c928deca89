// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from "node:fs";
import type { Scenario, ScenariosFile } from "../../codegen/schema/scenarios.js";

/** A scenario of one kind, as it stands in the compiled fixtures. */
export type ScenarioOf<Kind extends Scenario["kind"]> = Extract<Scenario, { kind: Kind }>;

const fixtures = new URL("../../generated/fixtures/", import.meta.url);

/** Names of all compiled suites. */
export function suiteNames(): readonly string[] {
  return readdirSync(new URL("scenarios/", fixtures))
    .map((file) => file.replace(/\.json$/, ""))
    .sort();
}

/** One compiled suite. */
export function loadSuite(name: string): ScenariosFile {
  // Written from a spec that has passed the schema of this very type.
  return readFixture(`scenarios/${name}.json`) as ScenariosFile;
}

/** A compiled file by its path below `generated/fixtures/`. */
export function readFixture(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, fixtures), "utf8"));
}
