// SPDX-License-Identifier: Apache-2.0
import type { KnownDriver } from "./drivers.js";

/** Where the runner finds what it needs: in the repository, or in the archive. */
export interface Environment {
  /** How the program is called, for its help. */
  readonly name: string;
  readonly fixtures: URL;
  readonly deviations: URL;
  /** Committed captures, one file per driver. */
  readonly golden: URL;
  /** Drivers that can be named. */
  readonly drivers: readonly KnownDriver[];
  /** Drivers that run when none is named. */
  readonly defaultDrivers: readonly string[];
}
