// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import { type ScenariosFile, scenariosFile } from "../schema/scenarios.js";
import type { DerivedCase } from "./case-parts.js";
import { deriveAnswers } from "./derive-answers.js";
import { deriveAuth } from "./derive-auth.js";
import { deriveCapture } from "./derive-capture.js";
import { deriveClassification } from "./derive-classification.js";
import { deriveEndpoints } from "./derive-endpoints.js";
import { deriveMetadata } from "./derive-metadata.js";
import { derivePrecedence } from "./derive-precedence.js";
import { deriveSpanContent } from "./derive-span-content.js";
import { deriveUsage } from "./derive-usage.js";
import { deriveValidation } from "./derive-validation.js";

interface Derivation {
  readonly suite: string;
  readonly brief: string;
  derive(model: SpecModel): readonly DerivedCase[];
}

const DERIVATIONS: readonly Derivation[] = [
  { suite: "derived-answers", brief: "Every row of the answer tables as a delivery.", derive: deriveAnswers },
  {
    suite: "derived-auth",
    brief: "Every mode of authentication with every combination of credentials.",
    derive: deriveAuth,
  },
  { suite: "derived-capture", brief: "What is left of records in each mode, as recordings.", derive: deriveCapture },
  {
    suite: "derived-classification",
    brief: "Every row of the classification of errors, on a span.",
    derive: deriveClassification,
  },
  { suite: "derived-endpoints", brief: "Endpoints that are refused.", derive: deriveEndpoints },
  { suite: "derived-metadata", brief: "Declared keys of metadata and tags.", derive: deriveMetadata },
  {
    suite: "derived-precedence",
    brief: "Who decides the capture mode, in all combinations.",
    derive: derivePrecedence,
  },
  {
    suite: "derived-span-content",
    brief: "The capture matrix on spans: every kind of recording, mode and switch.",
    derive: deriveSpanContent,
  },
  { suite: "derived-usage", brief: "Each token counter in export, span and points.", derive: deriveUsage },
  { suite: "derived-validation", brief: "Every validation vector as a recording.", derive: deriveValidation },
];

/** Suites of whole runs that follow from the tables and vectors of the spec; nobody writes them, and nothing is executed for them. */
export function deriveSuites(model: SpecModel): readonly ScenariosFile[] {
  return DERIVATIONS.map(({ suite, brief, derive }) =>
    scenariosFile.parse({
      suite,
      brief,
      scenarios: derive(model).map((scenario) => ({ kind: "lifecycle", ...scenario })),
    }),
  ).filter(({ scenarios }) => scenarios.length > 0);
}
