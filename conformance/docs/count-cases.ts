// SPDX-License-Identifier: Apache-2.0
import { loadSuite, readFixture, suiteNames } from "../runner/load-suites.js";

interface Tally {
  readonly cases: number;
  readonly runs: number;
}

/** How many cases there are: whole runs by source, vectors by kind. */
export function countCases(): {
  readonly written: Tally;
  readonly derived: Tally;
  readonly kinds: Record<string, number>;
} {
  const suites = suiteNames().map((name) => loadSuite(name));
  const tally = (isDerived: boolean): Tally => {
    const runs = suites
      .filter(({ suite }) => suite.startsWith("derived-") === isDerived)
      .flatMap(({ scenarios }) => scenarios.flatMap((scenario) => (scenario.kind === "lifecycle" ? [scenario] : [])));
    return { cases: runs.length, runs: runs.reduce((sum, { transports }) => sum + transports.length, 0) };
  };
  const kinds: Record<string, number> = {};
  const { vectors } = readFixture("manifest.json") as { readonly vectors: readonly string[] };
  const compiled = vectors.flatMap((file) =>
    (readFixture(file) as { vectors: readonly { kind?: string }[] }).vectors.map(() => file),
  );
  for (const { scenarios } of suites) {
    for (const { kind } of scenarios) if (kind !== "lifecycle") kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  for (const file of compiled) {
    const kind = file.replace(/^vectors\/|\.json$/g, "");
    kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  return { written: tally(false), derived: tally(true), kinds };
}
