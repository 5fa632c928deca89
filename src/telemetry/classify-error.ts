// SPDX-License-Identifier: Apache-2.0
import {
  CLASSIFICATION_STEPS,
  type ClassificationStep,
  CODE_LOOKUP,
  type ErrorCategory,
  NAME_LOOKUP,
  STATUS_LOOKUP,
} from "../../generated/ts/error-types.js";
import { errorText } from "../errors/sigil-error.js";
import { guard } from "../internal/guard.js";
import { isRecord } from "../internal/is-record.js";
import { matchesStatus } from "../internal/matches-status.js";

/**
 * Category of a provider's or tool's error, by the steps of spec/errors.yaml: typed timeout and abort first, then the status
 * number, then code words, then the text. Digits in a message are never taken for a status.
 */
export function classifyError(error: unknown): ErrorCategory {
  return classificationStep(error)[1];
}

/** Whether an error says that the caller gave up. */
export function isAbortError(error: unknown): boolean {
  return classificationStep(error)[0] === "abort";
}

function classificationStep(error: unknown): ClassificationStep {
  const facts = errorFacts(error);
  // The last step fits every error.
  return CLASSIFICATION_STEPS.find((step) => matches(step, facts)) as ClassificationStep;
}

interface ErrorFacts {
  readonly names: readonly string[];
  readonly status: number | undefined;
  readonly codes: readonly string[];
  readonly text: string;
}

function errorFacts(error: unknown): ErrorFacts {
  const valuesAt = (paths: string): unknown[] => paths.split("|").map((path) => valueAt(error, path));
  const words = (paths: string): string[] => valuesAt(paths).filter((word) => typeof word === "string");
  return {
    names: [...words(NAME_LOOKUP), ...(guard(() => classNames(error)) ?? [])],
    status: valuesAt(STATUS_LOOKUP)
      .map(toStatus)
      .find((status) => status !== undefined),
    codes: words(CODE_LOOKUP),
    text: errorText(error).toLowerCase(),
  };
}

function matches([by, , what = ""]: ClassificationStep, facts: ErrorFacts): boolean {
  if (typeof what !== "string") return facts.status !== undefined && matchesStatus(what, facts.status);
  const words = what.split("|");
  switch (by) {
    case "timeout_type":
    case "abort":
      return facts.names.some((name) => words.includes(name));
    case "code":
      return facts.codes.some((code) => words.includes(code));
    case "text":
      return words.some((word) => facts.text.includes(word));
    default:
      return true;
  }
}

/** A getter that throws costs its own value, not the classification. */
function valueAt(value: unknown, path: string): unknown {
  return guard(() =>
    path.split(".").reduce((current: unknown, key) => (isRecord(current) ? current[key] : undefined), value),
  );
}

/** Integers 100..599 and digit strings; never booleans. */
function toStatus(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\d{3}$/.test(value.trim()) ? Number(value) : value;
  return Number.isInteger(number) && (number as number) >= 100 && (number as number) <= 599
    ? (number as number)
    : undefined;
}

/** Class names along the prototype chain, because SDK errors do not always set `name`. */
function classNames(error: unknown): string[] {
  const names: string[] = [];
  for (
    let proto: unknown = isRecord(error) ? Object.getPrototypeOf(error) : null;
    isRecord(proto) && names.length < 5;
    proto = Object.getPrototypeOf(proto)
  ) {
    if (typeof proto["constructor"] === "function") names.push(proto["constructor"].name);
  }
  return names;
}
