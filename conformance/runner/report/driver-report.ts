// SPDX-License-Identifier: Apache-2.0
import type { Problem } from "../judge-results.js";
import type { KnownDeviations } from "../known-deviations.js";
import type { Hello } from "../protocol.js";
import type { CaseResult } from "../run-case.js";

/** Everything about one driver. */
export interface DriverReport {
  readonly name: string;
  /** Absent for a driver that did not get so far. */
  readonly hello: Hello | undefined;
  readonly results: readonly CaseResult[];
  readonly known: KnownDeviations;
  /** What is wrong, in the light of the known deviations; empty for a good run. */
  readonly problems: readonly Problem[];
  /** Why the driver could not be started, and whether there is no such program. */
  readonly startError?: { readonly message: string; readonly isNotFound: boolean };
  /** Whether the results come from committed captures and not from a run. */
  readonly isGolden: boolean;
  readonly seconds: number;
}

/** The package that a driver has under test, as far as it is known. */
export function describePackage({ hello }: DriverReport): string {
  return hello === undefined ? "not started" : `${hello.package} ${hello.version}`;
}
