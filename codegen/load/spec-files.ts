// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import { attributesFile } from "../schema/attributes.js";
import { captureFile } from "../schema/capture.js";
import { configFile } from "../schema/config.js";
import { errorsFile } from "../schema/errors.js";
import { frameworksFile } from "../schema/frameworks.js";
import { metricsFile } from "../schema/metrics.js";
import { modelsFile } from "../schema/models.js";
import { parityFile } from "../schema/parity.js";
import { providersFile } from "../schema/providers.js";
import { redactionFile } from "../schema/redaction.js";
import { sdkFile } from "../schema/sdk.js";
import { spansFile } from "../schema/spans.js";
import { validationFile } from "../schema/validation.js";

/** The schema of every file of the spec, by its name under `spec/`; scenario files have one schema for all. */
export const specSchemas = {
  sdk: sdkFile,
  attributes: attributesFile,
  spans: spansFile,
  metrics: metricsFile,
  models: modelsFile,
  capture: captureFile,
  validation: validationFile,
  config: configFile,
  errors: errorsFile,
  frameworks: frameworksFile,
  providers: providersFile,
  redaction: redactionFile,
  parity: parityFile,
} as const;

export type SpecName = keyof typeof specSchemas;

/** The typed content of all files except the scenarios. */
export type SpecFiles = { readonly [Name in SpecName]: z.infer<(typeof specSchemas)[Name]> };

export const specNames: readonly SpecName[] = Object.keys(specSchemas) as SpecName[];

/** `attributes` -> `spec/attributes.yaml`. */
export function specPath(name: SpecName): string {
  return `spec/${name}.yaml`;
}
