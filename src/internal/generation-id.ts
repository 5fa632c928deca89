// SPDX-License-Identifier: Apache-2.0

/** `gen_` and 16 lower-case hex digits from the platform's CSPRNG: the ingest refuses a repeated id for ever. */
export function createGenerationId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return `gen_${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
