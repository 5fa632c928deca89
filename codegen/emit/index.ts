// SPDX-License-Identifier: Apache-2.0
import type { Emitter } from "../model.js";
import { csharpEmitters } from "./csharp/emitters.js";
import { fixtureEmitters } from "./fixtures/emitters.js";
import { goEmitters } from "./go/emitters.js";
import { javaEmitters } from "./java/emitters.js";
import { fixtureSchemasEmitter } from "./json-schema/fixture-schemas.js";
import { protocolSchemaEmitter } from "./json-schema/protocol-schema.js";
import { specSchemasEmitter } from "./json-schema/spec-schemas.js";
import { pythonEmitters } from "./python/emitters.js";
import { referenceEmitters } from "./reference/emitters.js";
import { schemaModelsEmitter } from "./schema/models.js";
import { tsAttributesEmitter } from "./ts/attributes.js";
import { tsAuthEmitter } from "./ts/auth.js";
import { tsCaptureEmitter } from "./ts/capture.js";
import { tsConnectionEmitter } from "./ts/connection.js";
import { tsContentFieldsEmitter } from "./ts/content-fields.js";
import { tsEncodeBinaryEmitter } from "./ts/encode-binary.js";
import { tsEncodeJsonEmitter } from "./ts/encode-json.js";
import { tsEnumsEmitter } from "./ts/enums.js";
import { tsEnvironmentEmitter } from "./ts/environment.js";
import { tsErrorsEmitter } from "./ts/errors.js";
import { tsExportResultsEmitter } from "./ts/export-results.js";
import { tsMetricsEmitter } from "./ts/metrics.js";
import { tsModelsEmitter } from "./ts/models.js";
import { tsOptionsEmitter } from "./ts/options.js";
import { tsProviderOptionsEmitter } from "./ts/provider-options.js";
import { tsProvidersEmitter } from "./ts/providers.js";
import { tsRecordShapesEmitter } from "./ts/record-shapes.js";
import { tsRedactionEmitter } from "./ts/redaction.js";
import { tsSchemasEmitter } from "./ts/schemas.js";
import { tsSelfInstrumentsEmitter } from "./ts/self-instruments.js";
import { tsSpanInputEmitter } from "./ts/span-input.js";
import { tsSpansEmitter } from "./ts/spans.js";
import { tsStripEmitter } from "./ts/strip.js";
import { tsUnionFieldsEmitter } from "./ts/union-fields.js";
import { tsValidateEmitter } from "./ts/validate.js";
import { tsWireEnumsEmitter } from "./ts/wire-enums.js";

/** Every emitter, one per artifact kind. A new one is added here and nowhere else. */
export const emitters: readonly Emitter[] = [
  ...csharpEmitters,
  ...fixtureEmitters,
  ...goEmitters,
  ...javaEmitters,
  ...pythonEmitters,
  ...referenceEmitters,
  fixtureSchemasEmitter,
  protocolSchemaEmitter,
  schemaModelsEmitter,
  specSchemasEmitter,
  tsAttributesEmitter,
  tsAuthEmitter,
  tsCaptureEmitter,
  tsConnectionEmitter,
  tsContentFieldsEmitter,
  tsEncodeBinaryEmitter,
  tsEncodeJsonEmitter,
  tsEnumsEmitter,
  tsEnvironmentEmitter,
  tsErrorsEmitter,
  tsExportResultsEmitter,
  tsMetricsEmitter,
  tsModelsEmitter,
  tsOptionsEmitter,
  tsProvidersEmitter,
  tsProviderOptionsEmitter,
  tsRecordShapesEmitter,
  tsRedactionEmitter,
  tsSchemasEmitter,
  tsSelfInstrumentsEmitter,
  tsSpanInputEmitter,
  tsSpansEmitter,
  tsStripEmitter,
  tsUnionFieldsEmitter,
  tsValidateEmitter,
  tsWireEnumsEmitter,
];
