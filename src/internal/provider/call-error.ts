// SPDX-License-Identifier: Apache-2.0
import { ADAPTER_ERROR_MESSAGES } from "../../../generated/ts/adapter-errors.js";
import { fillMessage, SigilError } from "../../errors/sigil-error.js";

export interface ErrorView {
  readonly message: string;
  readonly name?: string | undefined;
  /** Members that say more about the category, such as `status`. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** An error as a record shows it where the provider's own text is a whole JSON body, or its name does not say what happened. */
export function viewError(error: Error, { message, name, facts }: ErrorView): Error {
  const view = new Error(message, { cause: error });
  view.name = name ?? error.name;
  if (typeof error.stack === "string") view.stack = error.stack;
  return Object.assign(view, facts);
}

/** The error of a mapper. It does not repeat the cause's text, which may hold what could not be mapped. */
export function toMappingError(cause: unknown): SigilError {
  const problem = cause instanceof Error ? cause.name : typeof cause;
  return new SigilError("mapping", fillMessage(ADAPTER_ERROR_MESSAGES.mapping, { problem }), { cause });
}
