// SPDX-License-Identifier: Apache-2.0

/** Random numbers that are not used yet. Asking the platform for each id costs as much as all the rest of a short recording. */
const numbers = new BigUint64Array(128);
let next = numbers.length;

/** `gen_` and 16 lower-case hex digits from the platform's CSPRNG: the ingest refuses a repeated id for ever. */
export function createGenerationId(): string {
  if (next === numbers.length) {
    crypto.getRandomValues(numbers);
    next = 0;
  }
  return `gen_${numbers[next++]?.toString(16).padStart(16, "0")}`;
}
