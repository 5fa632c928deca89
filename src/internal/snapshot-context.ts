// SPDX-License-Identifier: Apache-2.0

/** What generated snapshot functions need from the runtime. */
export interface SnapshotContext {
  /** Told about every value that was left out: the field (`TokenUsage.input_tokens`) and why. Never the value itself. */
  note(path: string, reason: string): void;
  /** Deep, JSON-safe copy of an object: free-form metadata. Must not throw. */
  toJsonObject(value: unknown): Record<string, unknown>;
  /** Deep, JSON-safe copy of any value: tool arguments and results. Must not throw. */
  toJsonValue(value: unknown): unknown;
}

/** Reason for a count that the wire cannot hold. */
export const NOT_A_COUNT = "not a safe non-negative integer, left unset";

/** Reason for an object with an accessor or a proxy trap that throws. */
export const UNREADABLE = "reading it threw, the rest of its fields is left unset";
