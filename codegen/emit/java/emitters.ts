// SPDX-License-Identifier: Apache-2.0
import type { Emitter } from "../../model.js";
import { javaConstantsEmitter } from "./constants.js";
import { javaPackageEmitter } from "./package.js";
import { javaTablesEmitter } from "./tables.js";
import { javaTypesEmitter } from "./types.js";

/** Everything for Java. */
export const javaEmitters: readonly Emitter[] = [
  javaConstantsEmitter,
  javaPackageEmitter,
  javaTablesEmitter,
  javaTypesEmitter,
];
