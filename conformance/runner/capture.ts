// SPDX-License-Identifier: Apache-2.0
import type { Transport } from "./load-suites.js";

/** A finished span, in the words of the scenarios. */
export interface CapturedSpan {
  /** The recording, null when no recording started it. */
  readonly of: string | null;
  readonly scope: string;
  readonly name: string;
  readonly kind: string;
  readonly parent: string | null;
  readonly started_at: string;
  readonly ended_at: string;
  readonly at_start: { readonly name: string; readonly attributes: Attributes } | null;
  readonly attributes: Attributes;
  readonly status: { readonly code: string; readonly message?: string };
  readonly events: readonly CapturedEvent[];
  /** Ids of the spans that it links to. */
  readonly links: readonly string[];
}

/** Something that happened during a span, such as an exception. */
export interface CapturedEvent {
  readonly name: string;
  readonly at: string;
  readonly attributes: Attributes;
}

export type Attributes = Readonly<Record<string, unknown>>;

/** All measurements of a histogram with the same attributes. */
export interface CapturedPoint {
  readonly name: string;
  readonly unit: string;
  readonly attributes: Attributes;
  readonly count: number;
  readonly sum: number;
  readonly bounds: readonly number[];
  readonly scope: string;
}

/** A sum or the latest value of a gauge. */
export interface CapturedNumber {
  readonly name: string;
  readonly unit: string;
  readonly attributes: Attributes;
  readonly value: number;
  readonly scope: string;
  readonly kind: "sum" | "gauge";
}

/** A request as it arrived, its body as JSON; a long body is left out. */
export interface CapturedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly records: number;
  readonly body?: unknown;
  /** Protobuf fields that the spec does not have, which no JSON can show. */
  readonly unknown_fields: readonly string[];
}

/** A local error of a recording. */
export interface CapturedError {
  readonly code: string;
  readonly message: string;
}

/** What a step answered, where a case speaks of it. */
export interface CapturedStep {
  readonly requests?: number;
  readonly errors?: Readonly<Record<string, CapturedError | null>>;
  readonly self_metrics?: readonly CapturedNumber[];
  readonly reports?: readonly unknown[];
  /** What calls of flush or shutdown have raised. */
  readonly raised?: readonly string[];
  readonly result?: unknown;
  readonly error?: CapturedError;
  readonly outcome?: string;
  readonly same?: boolean;
}

/** Counters of the client, as scenarios write them. */
type CapturedCounts = Readonly<Record<string, unknown>>;

/** Everything that was seen of one run. Plain JSON, so that it can be kept, changed and compared again. */
export interface Capture {
  readonly case: string;
  readonly transport: Transport;
  /** Values of references in this run. */
  readonly refs: Readonly<Record<string, string>>;
  readonly open_error: string | null;
  readonly steps: Readonly<Record<string, CapturedStep>>;
  readonly generations: readonly Readonly<Record<string, unknown>>[];
  readonly spans: readonly CapturedSpan[];
  readonly metrics: readonly CapturedPoint[];
  readonly self_metrics: readonly CapturedNumber[];
  readonly requests: readonly CapturedRequest[];
  readonly errors: Readonly<Record<string, CapturedError>>;
  readonly counts: CapturedCounts | null;
  readonly waits_ms: readonly number[] | null;
  readonly logs: readonly { readonly level: string; readonly message: string }[] | null;
}
