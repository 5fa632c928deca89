// SPDX-License-Identifier: Apache-2.0
import { createOtlpReceiver, type OtlpReceiver } from "../../src/local/otlp/otlp-receiver.js";
import type { OtlpMetric, OtlpSpan } from "../../src/local/otlp/otlp-types.js";

/** What one case has sent. */
export interface ReceivedTelemetry {
  /** Base URL for the exporters of the case. */
  readonly url: string;
  /** As they were at their start, oldest first. */
  readonly started: readonly OtlpSpan[];
  /** As they were at their end. */
  readonly ended: readonly OtlpSpan[];
  readonly metrics: readonly OtlpMetric[];
}

/** One receiver for many cases, told apart by the path; what comes after the end of a case is dropped. */
export interface TelemetryReceiver {
  begin(): ReceivedTelemetry & { end(): void };
  close(): Promise<void>;
}

/** Starts the receiver. */
export async function startTelemetryReceiver(): Promise<TelemetryReceiver> {
  const open = new Map<string, { started: OtlpSpan[]; ended: OtlpSpan[]; metrics: OtlpMetric[] }>();
  const receiver: OtlpReceiver = await createOtlpReceiver({
    onSpans: (spans, prefix) => {
      for (const span of spans) open.get(prefix)?.[span.endTimeUnixNano === 0n ? "started" : "ended"].push(span);
    },
    onMetrics: (metrics, prefix) => void open.get(prefix)?.metrics.push(...metrics),
  });
  let cases = 0;
  return {
    begin() {
      cases += 1;
      const prefix = `/case-${cases}`;
      const received = { started: [], ended: [], metrics: [] };
      open.set(prefix, received);
      return { url: receiver.url + prefix, ...received, end: () => void open.delete(prefix) };
    },
    close: receiver.close,
  };
}
