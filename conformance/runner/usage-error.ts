// SPDX-License-Identifier: Apache-2.0

/** Wrong usage; the message says what to do. */
export class UsageError extends Error {}
