// SPDX-License-Identifier: Apache-2.0
import {
  type Span,
  type Span_Event,
  type Span_Link,
  Span_SpanKind,
  Status_StatusCode,
  TracesDataSchema,
} from "../../../generated/proto/opentelemetry/proto/trace/v1/trace_pb.js";
import type { OtlpAttributes, OtlpEvent, OtlpLink, OtlpScope, OtlpSpan } from "./otlp-types.js";
import { type OtlpEncoding, parseMessage } from "./parse-message.js";
import { readAttributes, readScope } from "./read-attributes.js";

const KINDS: Readonly<Record<Span_SpanKind, OtlpSpan["kind"]>> = {
  [Span_SpanKind.UNSPECIFIED]: "unspecified",
  [Span_SpanKind.INTERNAL]: "internal",
  [Span_SpanKind.SERVER]: "server",
  [Span_SpanKind.CLIENT]: "client",
  [Span_SpanKind.PRODUCER]: "producer",
  [Span_SpanKind.CONSUMER]: "consumer",
};

const CODES: Readonly<Record<Status_StatusCode, OtlpSpan["status"]["code"]>> = {
  [Status_StatusCode.UNSET]: "unset",
  [Status_StatusCode.OK]: "ok",
  [Status_StatusCode.ERROR]: "error",
};

/** Spans of a request to the trace endpoint, in the order of the request. Throws when the body is no such request. */
export function decodeTraces(body: Uint8Array, encoding: OtlpEncoding): readonly OtlpSpan[] {
  const { resourceSpans } = parseMessage(TracesDataSchema, body, encoding);
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const attributes = readAttributes(resource?.attributes ?? []);
    return scopeSpans.flatMap(({ scope, spans }) => spans.map((span) => readSpan(span, readScope(scope), attributes)));
  });
}

function readSpan(span: Span, scope: OtlpScope, resource: OtlpAttributes): OtlpSpan {
  return {
    scope,
    resource,
    traceId: toHex(span.traceId),
    spanId: toHex(span.spanId),
    parentSpanId: toHex(span.parentSpanId),
    name: span.name,
    // A number that only a later version of the protocol knows has no name.
    kind: KINDS[span.kind] ?? "unspecified",
    startTimeUnixNano: span.startTimeUnixNano,
    endTimeUnixNano: span.endTimeUnixNano,
    attributes: readAttributes(span.attributes),
    events: span.events.map(readEvent),
    links: span.links.map(readLink),
    status: {
      code: CODES[span.status?.code ?? Status_StatusCode.UNSET] ?? "unset",
      message: span.status?.message ?? "",
    },
  };
}

function readEvent({ name, timeUnixNano, attributes }: Span_Event): OtlpEvent {
  return { name, timeUnixNano, attributes: readAttributes(attributes) };
}

function readLink({ traceId, spanId, attributes }: Span_Link): OtlpLink {
  return { traceId: toHex(traceId), spanId: toHex(spanId), attributes: readAttributes(attributes) };
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
