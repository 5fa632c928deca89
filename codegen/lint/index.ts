// SPDX-License-Identifier: Apache-2.0
import type { Finding } from "../findings.js";
import type { LoadedSpec } from "../load/load-spec.js";
import type { SpecModel } from "../model.js";
import { createContext } from "../resolve/context.js";
import { attributePlacementRule } from "./attribute-placement.js";
import { attributeTypesRule } from "./attribute-types.js";
import { captureCoverageRule } from "./capture-coverage.js";
import { captureFieldsRule } from "./capture-fields.js";
import { captureMatrixRule } from "./capture-matrix.js";
import { captureModesRule } from "./capture-modes.js";
import { checkArgumentsRule } from "./check-arguments.js";
import { computedFunctionsRule } from "./computed-functions.js";
import { configOptionsRule } from "./config-options.js";
import { contractCitationsRule } from "./contract-citations.js";
import { contractEvidenceRule } from "./contract-evidence.js";
import { contractRowsRule } from "./contract-rows.js";
import { danglingReferencesRule } from "./dangling-references.js";
import { duplicateIdsRule } from "./duplicate-ids.js";
import { inputFieldsRule } from "./input-fields.js";
import { laterFieldsRule } from "./later-fields.js";
import { lifecycleReferencesRule } from "./lifecycle-references.js";
import { metricCardinalityRule } from "./metric-cardinality.js";
import { orphanAttributesRule } from "./orphan-attributes.js";
import { providerTablesRule } from "./provider-tables.js";
import { redactionContentRule } from "./redaction-content.js";
import { redactionPatternsRule } from "./redaction-patterns.js";
import type { LintRule } from "./rule.js";
import { ruleCoverageRule } from "./rule-coverage.js";
import { scenarioFieldsRule } from "./scenario-fields.js";
import { scenarioKeysRule } from "./scenario-keys.js";
import { scenarioReferencesRule } from "./scenario-references.js";
import { spanContentRule } from "./span-content.js";
import { uniqueNamesRule } from "./unique-names.js";
import { validationFieldsRule } from "./validation-fields.js";

/** Every lint rule. A new one is added here and nowhere else. */
export const lintRules: readonly LintRule[] = [
  attributePlacementRule,
  attributeTypesRule,
  captureCoverageRule,
  captureFieldsRule,
  captureMatrixRule,
  captureModesRule,
  checkArgumentsRule,
  computedFunctionsRule,
  configOptionsRule,
  contractCitationsRule,
  contractEvidenceRule,
  contractRowsRule,
  danglingReferencesRule,
  duplicateIdsRule,
  inputFieldsRule,
  laterFieldsRule,
  lifecycleReferencesRule,
  metricCardinalityRule,
  orphanAttributesRule,
  providerTablesRule,
  redactionContentRule,
  redactionPatternsRule,
  ruleCoverageRule,
  scenarioFieldsRule,
  scenarioKeysRule,
  scenarioReferencesRule,
  spanContentRule,
  uniqueNamesRule,
  validationFieldsRule,
];

/** Runs every lint rule on a resolved spec. */
export function lintSpec(spec: LoadedSpec, model: SpecModel): readonly Finding[] {
  const findings: Finding[] = [];
  const context = { ...createContext(spec, model.proto, findings), model };
  for (const rule of lintRules) {
    if (rule.needs?.some((name) => spec.incomplete.has(name))) continue;
    rule.check(context);
  }
  return findings;
}
