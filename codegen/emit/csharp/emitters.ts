// SPDX-License-Identifier: Apache-2.0
import type { Emitter } from "../../model.js";
import { csharpConstantsEmitter } from "./constants.js";
import { csharpPackageEmitter } from "./package.js";
import { csharpTablesEmitter } from "./tables.js";
import { csharpTypesEmitter } from "./types.js";

/** Everything for C#. */
export const csharpEmitters: readonly Emitter[] = [
  csharpConstantsEmitter,
  csharpPackageEmitter,
  csharpTablesEmitter,
  csharpTypesEmitter,
];
