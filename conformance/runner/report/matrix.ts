// SPDX-License-Identifier: Apache-2.0
import type { DriverReport } from "./driver-report.js";

/** Numbers of one suite for one driver over one transport. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** One row for each suite, one column for each driver and transport. */
export interface Matrix {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly suite: string; readonly tallies: readonly Tally[] }[];
  readonly totals: readonly Tally[];
}

/** Counts results by suite, driver and transport. */
export function buildMatrix(reports: readonly DriverReport[]): Matrix {
  const columns = reports.flatMap(({ name, results }) =>
    [...new Set(results.map(({ transport }) => transport))].sort().map((transport) => ({ name, transport, results })),
  );
  const suites = [...new Set(reports.flatMap(({ results }) => results.map(({ suite }) => suite)))].sort();
  const tally = (suite: string | undefined): readonly Tally[] =>
    columns.map(({ transport, results }) => {
      const own = results.filter(
        (result) => result.transport === transport && (suite ?? result.suite) === result.suite,
      );
      const count = (outcome: string): number => own.filter((result) => result.outcome === outcome).length;
      return { passed: count("passed"), failed: count("failed"), skipped: count("skipped") };
    });
  return {
    columns: columns.map(({ name, transport }) => `${name} ${transport}`),
    rows: suites.map((suite) => ({ suite, tallies: tally(suite) })),
    totals: tally(undefined),
  };
}

/** A tally in a cell: `12`, `12, 1 failed`, `3 skipped`. */
export function describeTally({ passed, failed, skipped }: Tally): string {
  const parts = [
    ...(passed > 0 || failed + skipped === 0 ? [String(passed)] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  return passed + failed + skipped === 0 ? "" : parts.join(", ");
}
