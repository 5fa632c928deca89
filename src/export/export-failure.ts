// SPDX-License-Identifier: Apache-2.0
import { type AnswerClass, TRANSPORT_FAULTS, type TransportFault } from "../../generated/ts/answers.js";
import { EXPORT_ERROR_MESSAGES } from "../../generated/ts/export-errors.js";
import { printable } from "../errors/printable.js";
import {
  createSigilError,
  errorText,
  fillMessage,
  isSigilError,
  SigilError,
  type SigilErrorOptions,
} from "../errors/sigil-error.js";

/** A failed attempt with the class that decides what happens next. Thrown by the built-in exporters, never seen by users. */
export class ExportFailure extends Error {
  override readonly name = "ExportFailure";
  readonly class: AnswerClass;
  readonly error: SigilError;
  readonly retryAfterMs: number | undefined;

  constructor(answerClass: AnswerClass, error: SigilError, retryAfterMs?: number) {
    super(error.message, { cause: error });
    this.class = answerClass;
    this.error = error;
    this.retryAfterMs = retryAfterMs;
  }
}

type ExportErrorCode = Exclude<keyof typeof EXPORT_ERROR_MESSAGES, "deadline" | "aborted">;

/** An error of the way to the ingest, in the words of the spec. */
export function createExportError(code: ExportErrorCode, problem: string, options: SigilErrorOptions = {}): SigilError {
  return new SigilError(code, fillMessage(EXPORT_ERROR_MESSAGES[code], { problem }), options);
}

/** The error code that tells a user about a class of failures. */
const CODES: Readonly<Partial<Record<AnswerClass, ExportErrorCode>>> = {
  auth: "auth",
  bad_response: "bad_response",
  response_too_large: "bad_response",
  permanent: "rejected",
  bisect: "rejected",
  split: "rejected",
};

/** A failure of a class, with text that may come from elsewhere. */
export function createFailure(
  answerClass: AnswerClass,
  problem: string,
  options: { cause?: unknown; details?: Record<string, string | number>; retryAfterMs?: number | undefined } = {},
): ExportFailure {
  const details = { cause: options.cause, details: options.details };
  const error =
    answerClass === "stopped"
      ? createSigilError("shutdown", {}, details)
      : createExportError(CODES[answerClass] ?? "transport", printable(problem), details);
  return new ExportFailure(answerClass, error, options.retryAfterMs);
}

/** A failure without an answer; its class is the one of the fault in spec/errors.yaml. */
export function createFault(fault: TransportFault, problem: string, cause?: unknown): ExportFailure {
  return createFailure(TRANSPORT_FAULTS[fault], problem, { cause, details: { fault } });
}

/** Whatever an exporter threw. */
export function toExportFailure(error: unknown): ExportFailure {
  if (error instanceof ExportFailure) return error;
  if (isSigilError(error)) return new ExportFailure(TRANSPORT_FAULTS.exporter, error);
  return createFault("exporter", errorText(error), error);
}
