// SPDX-License-Identifier: Apache-2.0
import { runProgram } from "./program.js";
import { listDrivers } from "./drivers.js";
import { FIXTURES } from "./load-suites.js";

await runProgram({
  name: "conformance",
  fixtures: FIXTURES,
  deviations: new URL("../known-deviations/", import.meta.url),
  golden: new URL("../golden/", import.meta.url),
  drivers: listDrivers(),
  defaultDrivers: ["typescript"],
});
