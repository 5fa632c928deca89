// SPDX-License-Identifier: Apache-2.0
import { type Explanation, explainFailure } from "../known-deviations.js";
import type { DriverReport } from "./driver-report.js";

/** The report for programs. */
export function formatJson(reports: readonly DriverReport[], specVersion: string): string {
  const drivers = reports.map(({ name, hello, results, known, problems, isGolden }) => ({
    driver: name,
    package: hello?.package ?? null,
    version: hello?.version ?? null,
    golden: isGolden,
    ok: problems.length === 0,
    problems: problems.map(({ text }) => text),
    cases: results.map((result) => ({
      suite: result.suite,
      case: result.case,
      transport: result.transport,
      outcome: result.outcome,
      ...(result.reason === undefined ? {} : { reason: result.reason }),
      ...(result.differences.length === 0 ? {} : { differences: result.differences }),
      ...(result.unobserved.length === 0 ? {} : { unobserved: result.unobserved }),
      ...(result.outcome === "failed" ? describeKnown(explainFailure(known, result)) : {}),
    })),
  }));
  return `${JSON.stringify({ spec_version: specVersion, drivers }, null, 2)}\n`;
}

/** The reasons that are given for a failed case, and the places that they do not cover. */
function describeKnown({ reasons, uncovered, isComplete }: Explanation): object {
  return { known: reasons, explained: isComplete, uncovered: uncovered.map(({ path }) => path) };
}
