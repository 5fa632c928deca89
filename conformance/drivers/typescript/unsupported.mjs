// SPDX-License-Identifier: Apache-2.0

/** Thrown for an operation or option that this driver does not know; the runner then skips the case. */
export class Unsupported extends Error {}
