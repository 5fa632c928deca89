// SPDX-License-Identifier: Apache-2.0
import { runSuite } from "./run-suite.js";

runSuite("transport");
