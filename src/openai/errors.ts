// SPDX-License-Identifier: Apache-2.0
/** The errors of the SDK say what happened in `message`, and why in `status`, `code` and `type`. */
export function describeError(error: unknown): unknown {
  return error;
}
