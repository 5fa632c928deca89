// SPDX-License-Identifier: Apache-2.0
import { VALIDATION_PREFIXES, type ValidationIssue, type ValidationSubject } from "../../generated/ts/validation.js";
import { SigilError } from "./sigil-error.js";

/** The error for the first rule that a record breaks; `details.rule` is the rule's id in spec/validation.yaml. */
export function toValidationError(subject: ValidationSubject, issue: ValidationIssue): SigilError {
  return new SigilError("validation", VALIDATION_PREFIXES[subject] + issue.message, {
    details: { rule: issue.rule, path: issue.path },
  });
}
