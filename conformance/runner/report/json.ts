// SPDX-License-Identifier: Apache-2.0
import { findReasons } from "../known-deviations.js";
import type { DriverReport } from "./driver-report.js";

/** The report for programs. */
export function formatJson(reports: readonly DriverReport[], specVersion: string): string {
  const drivers = reports.map(({ name, hello, results, known, problems, isGolden }) => ({
    driver: name,
    package: hello.package,
    version: hello.version,
    golden: isGolden,
    problems,
    cases: results.map((result) => ({
      suite: result.suite,
      case: result.case,
      transport: result.transport,
      outcome: result.outcome,
      ...(result.reason === undefined ? {} : { reason: result.reason }),
      ...(result.differences.length === 0 ? {} : { differences: result.differences }),
      ...(result.unobserved.length === 0 ? {} : { unobserved: result.unobserved }),
      ...(result.outcome === "failed" ? { known: findReasons(known, result) ?? [] } : {}),
    })),
  }));
  return `${JSON.stringify({ spec_version: specVersion, drivers }, null, 2)}\n`;
}
