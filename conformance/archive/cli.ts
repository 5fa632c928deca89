// SPDX-License-Identifier: Apache-2.0
// The entry of the bundled runner: everything that it needs lies beside it in the archive.
import { runProgram } from "../runner/program.js";

await runProgram({
  name: "node bin/conformance.mjs",
  fixtures: new URL("../fixtures/", import.meta.url),
  deviations: new URL("../known-deviations/", import.meta.url),
  golden: new URL("../golden/", import.meta.url),
  drivers: [],
  defaultDrivers: [],
});
