// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from "node:fs";
import type { Scenario, ScenariosFile } from "../../codegen/schema/scenarios.js";

/** A scenario of one kind, as it stands in the compiled fixtures. */
export type ScenarioOf<Kind extends Scenario["kind"]> = Extract<Scenario, { kind: Kind }>;

/** A whole run. */
export type Lifecycle = ScenarioOf<"lifecycle">;

/** How a run reaches the ingest. */
export type Transport = Lifecycle["transports"][number];

/** The compiled fixtures of this repository. */
export const FIXTURES: URL = new URL("../../generated/fixtures/", import.meta.url);

/** Names of all compiled suites. */
export function suiteNames(fixtures: URL = FIXTURES): readonly string[] {
  return readdirSync(new URL("scenarios/", fixtures))
    .map((file) => file.replace(/\.json$/, ""))
    .sort();
}

/** One compiled suite. */
export function loadSuite(name: string, fixtures: URL = FIXTURES): ScenariosFile {
  // Written from a spec that has passed the schema of this very type.
  return readFixture(`scenarios/${name}.json`, fixtures) as ScenariosFile;
}

/** A compiled file by its path below the folder of the fixtures. */
export function readFixture(path: string, fixtures: URL = FIXTURES): unknown {
  return JSON.parse(readFileSync(new URL(path, fixtures), "utf8"));
}
