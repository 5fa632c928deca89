// SPDX-License-Identifier: Apache-2.0
import { ExportFailure } from "../export-failure.js";

/** How an exporter failed, with everything that decides what happens next. */
export async function failureOf(attempt: Promise<unknown>): Promise<object> {
  try {
    return { accepted: await attempt };
  } catch (failure) {
    if (!(failure instanceof ExportFailure)) throw failure;
    const { class: answerClass, retryAfterMs, error } = failure;
    return { class: answerClass, retryAfterMs, code: error.code, message: error.message, details: error.details };
  }
}
