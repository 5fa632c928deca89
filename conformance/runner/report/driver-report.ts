// SPDX-License-Identifier: Apache-2.0
import type { KnownDeviations } from "../known-deviations.js";
import type { Hello } from "../protocol.js";
import type { CaseResult } from "../run-case.js";

/** Everything about one driver. */
export interface DriverReport {
  readonly name: string;
  readonly hello: Hello;
  readonly results: readonly CaseResult[];
  readonly known: KnownDeviations;
  /** What is wrong, in the light of the known deviations; empty for a good run. */
  readonly problems: readonly string[];
  /** Whether the results come from committed captures and not from a run. */
  readonly isGolden: boolean;
  readonly seconds: number;
}
