// SPDX-License-Identifier: Apache-2.0
import type { Emitter } from "../model.js";
import { tsAttributesEmitter } from "./ts/attributes.js";
import { tsCaptureEmitter } from "./ts/capture.js";
import { tsEnumsEmitter } from "./ts/enums.js";
import { tsErrorsEmitter } from "./ts/errors.js";
import { tsExportResultsEmitter } from "./ts/export-results.js";
import { tsMetricsEmitter } from "./ts/metrics.js";
import { tsModelsEmitter } from "./ts/models.js";
import { tsSnapshotEmitter } from "./ts/snapshot.js";
import { tsSpansEmitter } from "./ts/spans.js";
import { tsStripEmitter } from "./ts/strip.js";
import { tsUnionFieldsEmitter } from "./ts/union-fields.js";

/** Every emitter, one per artifact kind. A new one is added here and nowhere else. */
export const emitters: readonly Emitter[] = [
  tsAttributesEmitter,
  tsCaptureEmitter,
  tsEnumsEmitter,
  tsErrorsEmitter,
  tsExportResultsEmitter,
  tsMetricsEmitter,
  tsModelsEmitter,
  tsSnapshotEmitter,
  tsSpansEmitter,
  tsStripEmitter,
  tsUnionFieldsEmitter,
];
