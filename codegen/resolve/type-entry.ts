// SPDX-License-Identifier: Apache-2.0
import type { ModelsFile } from "../schema/models.js";

/** A type of models.yaml as it is written there. */
export type TypeEntry = ModelsFile["types"][number];
/** One of its entries under `fields`. */
export type FieldEntry = TypeEntry["fields"][number];
