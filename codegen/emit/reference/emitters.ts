// SPDX-License-Identifier: Apache-2.0
import type { Emitter } from "../../model.js";
import { referenceAttributesEmitter } from "./attributes.js";
import { referenceCaptureEmitter } from "./capture.js";
import { referenceConfigurationEmitter } from "./configuration.js";
import { referenceContentsEmitter } from "./contents.js";
import { referenceContractEmitter } from "./contract.js";
import { referenceErrorsEmitter } from "./errors.js";
import { referenceFrameworksEmitter } from "./frameworks.js";
import { referenceMetricsEmitter } from "./metrics.js";
import { referenceModelsEmitter } from "./models.js";
import { referenceParityEmitter } from "./parity.js";
import { referenceProvidersEmitter } from "./providers.js";
import { referenceRedactionEmitter } from "./redaction.js";
import { referenceSpansEmitter } from "./spans.js";
import { referenceTraceqlEmitter } from "./traceql.js";
import { referenceValidationEmitter } from "./validation.js";
import { referenceWireEmitter } from "./wire.js";

/** Every page of the reference. */
export const referenceEmitters: readonly Emitter[] = [
  referenceAttributesEmitter,
  referenceCaptureEmitter,
  referenceConfigurationEmitter,
  referenceContentsEmitter,
  referenceContractEmitter,
  referenceErrorsEmitter,
  referenceFrameworksEmitter,
  referenceMetricsEmitter,
  referenceModelsEmitter,
  referenceParityEmitter,
  referenceProvidersEmitter,
  referenceRedactionEmitter,
  referenceSpansEmitter,
  referenceTraceqlEmitter,
  referenceValidationEmitter,
  referenceWireEmitter,
];
