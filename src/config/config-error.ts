// SPDX-License-Identifier: Apache-2.0
import { createSigilError, type SigilError } from "../errors/sigil-error.js";

/** A wrong option: where it is, and what is wrong with it. */
export function configError(label: string, problem: string): SigilError {
  return createSigilError("config", { problem: `${label}${problem}` });
}

/** A value for an error message, cut short; what may be a secret never comes here. */
export function describeValue(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}...` : value);
  return typeof value === "object" || typeof value === "function" ? kindOf(value) : String(value);
}

export function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
