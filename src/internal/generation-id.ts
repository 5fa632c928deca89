// SPDX-License-Identifier: Apache-2.0

/** Random numbers that are not used yet. Asking the platform for each id costs as much as all the rest of a short recording. */
let numbers: bigint[] = [];

/** `gen_` and 16 lower-case hex digits from the platform's CSPRNG: the ingest refuses a repeated id for ever. */
export function createGenerationId(): string {
  if (numbers.length === 0) numbers = [...crypto.getRandomValues(new BigUint64Array(128))];
  return `gen_${numbers.shift()?.toString(16).padStart(16, "0")}`;
}
