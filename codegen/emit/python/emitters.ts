// SPDX-License-Identifier: Apache-2.0
import type { Emitter } from "../../model.js";
import { pythonConstantsEmitter } from "./constants.js";
import { pythonPackageEmitter } from "./package.js";
import { pythonTablesEmitter } from "./tables.js";
import { pythonTypesEmitter } from "./types.js";

/** Everything for Python. */
export const pythonEmitters: readonly Emitter[] = [
  pythonConstantsEmitter,
  pythonPackageEmitter,
  pythonTablesEmitter,
  pythonTypesEmitter,
];
