// SPDX-License-Identifier: Apache-2.0
import { suiteNames } from "../runner/load-suites.js";
import { isDerived, runSuite } from "./run-suite.js";

for (const name of suiteNames().filter(isDerived)) runSuite(name);
