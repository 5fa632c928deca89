// SPDX-License-Identifier: Apache-2.0

/** A value of an attribute; a whole number beyond what a double holds exactly is a bigint. */
export type OtlpValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | Uint8Array
  | readonly OtlpValue[]
  | { readonly [key: string]: OtlpValue };

/** Attributes by key. */
export type OtlpAttributes = Readonly<Record<string, OtlpValue>>;

/** The tracer or meter that a signal comes from. */
export interface OtlpScope {
  readonly name: string;
  readonly version: string;
}

/** Something that happened during a span. */
export interface OtlpEvent {
  readonly name: string;
  readonly timeUnixNano: bigint;
  readonly attributes: OtlpAttributes;
}

/** Another span that a span refers to. */
export interface OtlpLink {
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes: OtlpAttributes;
}

/** A span as it was sent; an open one has the end time 0. Ids are lowercase hexadecimal digits. */
export interface OtlpSpan {
  readonly scope: OtlpScope;
  readonly resource: OtlpAttributes;
  readonly traceId: string;
  readonly spanId: string;
  /** Empty for a root. */
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: "unspecified" | "internal" | "server" | "client" | "producer" | "consumer";
  readonly startTimeUnixNano: bigint;
  readonly endTimeUnixNano: bigint;
  readonly attributes: OtlpAttributes;
  readonly events: readonly OtlpEvent[];
  readonly links: readonly OtlpLink[];
  readonly status: { readonly code: "unset" | "ok" | "error"; readonly message: string };
}

/** Since when the points of a metric add up. */
export type OtlpTemporality = "unspecified" | "delta" | "cumulative";

/** A number of a gauge or sum. */
export interface OtlpNumberPoint {
  readonly attributes: OtlpAttributes;
  readonly value: number;
}

/** A distribution. */
export interface OtlpHistogramPoint {
  readonly attributes: OtlpAttributes;
  readonly count: number;
  readonly sum: number | undefined;
  readonly bucketCounts: readonly number[];
  readonly explicitBounds: readonly number[];
}

interface OtlpInstrument {
  readonly scope: OtlpScope;
  readonly resource: OtlpAttributes;
  readonly name: string;
  readonly description: string;
  readonly unit: string;
}

/** One instrument with the points of one report. Other kinds than these three are left out. */
export type OtlpMetric = OtlpInstrument &
  (
    | { readonly kind: "gauge"; readonly points: readonly OtlpNumberPoint[] }
    | {
        readonly kind: "sum";
        readonly temporality: OtlpTemporality;
        readonly isMonotonic: boolean;
        readonly points: readonly OtlpNumberPoint[];
      }
    | {
        readonly kind: "histogram";
        readonly temporality: OtlpTemporality;
        readonly points: readonly OtlpHistogramPoint[];
      }
  );
