// SPDX-License-Identifier: Apache-2.0
import type { Emitter } from "../../model.js";
import { goConstantsEmitter } from "./constants.js";
import { goPackageEmitter } from "./package.js";
import { goTablesEmitter } from "./tables.js";
import { goTypesEmitter } from "./types.js";

/** Everything for Go. */
export const goEmitters: readonly Emitter[] = [goConstantsEmitter, goPackageEmitter, goTablesEmitter, goTypesEmitter];
