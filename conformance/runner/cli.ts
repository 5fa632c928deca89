// SPDX-License-Identifier: Apache-2.0

import { listDrivers } from "./drivers.js";
import { FIXTURES } from "./load-suites.js";
import { runProgram } from "./program.js";

await runProgram({
  name: "conformance",
  fixtures: FIXTURES,
  deviations: new URL("../known-deviations/", import.meta.url),
  golden: new URL("../golden/", import.meta.url),
  drivers: listDrivers(),
  defaultDrivers: ["typescript"],
});
