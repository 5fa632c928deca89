// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import {
  EXPECTED_POINT_SPANS,
  EXPECTED_SELF_METRICS,
  expectedBareMetrics,
  expectedMetrics,
} from "../expected/metrics.mjs";
import { expectedBareSpan, expectedSpans } from "../expected/spans.mjs";
import { checkProgram } from "./check-program.mjs";

/** The constant clock of telemetry.mjs, as spans and as stored records write it. */
const NOW = "2026-01-02T03:07:00.500Z";

/**
 * What telemetry.mjs prints.
 *
 * @typedef {object} Collected
 * @property {readonly PlainSpan[]} spans
 * @property {readonly { name: string }[]} metrics
 * @property {readonly string[]} metricErrors
 * @property {readonly { name: string, traceId?: string, spanId?: string }[]} points
 */

/**
 * @typedef {{ name: string, traceId: string, spanId: string, parentSpanId?: string, attributes: Record<string, unknown> }
 *   & Record<string, unknown>} PlainSpan
 */

/**
 * Whole spans, whole metric points, and ids that agree between spans, points and stored records.
 *
 * @param {Collected & import("./check-program.mjs").ProgramOutput & Record<string, unknown>} output
 * @param {import("sigil-sdk/local").LocalIngest} ingest
 */
export function checkTelemetry({ spans, metrics, metricErrors, points, ...output }, ingest) {
  const own = spans.slice(0, -1);
  const request = spans.at(-1);
  assert.equal(request?.name, "request");
  const invalid = String(own[5]?.attributes["sigil.generation.id"]);
  const expected = expectedSpans({ ...output.ids, invalid }, NOW);
  const names = nameSpans([...expected.map(({ id }) => id), "request"], spans);
  assert.deepEqual(
    own.map((span) => withNames(span, names, request.traceId)),
    expected,
  );
  checkMetrics(metrics, metricErrors, [...expectedMetrics(), ...EXPECTED_SELF_METRICS]);
  assert.deepEqual(groupPoints(points, names), EXPECTED_POINT_SPANS);
  checkProgram(output, ingest, { failedAt: NOW, spans: recordIds(own) });
}

/**
 * The client was there first: what is recorded after the providers are registered is complete, what was before has ids
 * of no span.
 *
 * @param {Collected & { ids: { early: string, late: string } }} output
 * @param {import("sigil-sdk/local").LocalIngest} ingest
 */
export function checkLateProviders({ spans, metrics, metricErrors, points, ids }, ingest) {
  const names = nameSpans(["late"], spans);
  assert.deepEqual(
    spans.map((span) => withNames(span, names, span.traceId, "late")),
    [expectedBareSpan(ids.late, NOW)],
  );
  checkMetrics(metrics, metricErrors, expectedBareMetrics(), ["sigil.sdk."]);
  assert.deepEqual(groupPoints(points, names), {
    "gen_ai.client.operation.duration": ["late"],
    "gen_ai.client.tool_calls_per_operation": ["late"],
  });
  const stored = ingest.generations.list().map(({ json }) => [json["id"], json["trace_id"], json["span_id"]]);
  assert.deepEqual(stored, [
    [ids.early, undefined, undefined],
    [ids.late, spans[0]?.traceId, spans[0]?.spanId],
  ]);
}

/**
 * @param {readonly { name: string }[]} metrics
 * @param {readonly string[]} errors
 * @param {readonly { name: string }[]} expected
 * @param {readonly string[]} [ignored] starts of names
 */
function checkMetrics(metrics, errors, expected, ignored = []) {
  const relevant = metrics.filter(({ name }) => !ignored.some((start) => name.startsWith(start)));
  assert.deepEqual(sortByName(relevant), sortByName(expected));
  assert.deepEqual(errors, []);
}

/** @param {readonly { name: string }[]} metrics */
function sortByName(metrics) {
  return [...metrics].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * @param {readonly string[]} names
 * @param {readonly PlainSpan[]} spans
 * @returns {ReadonlyMap<string | undefined, string>} by span id
 */
function nameSpans(names, spans) {
  for (const { traceId, spanId } of spans) assert.match(`${traceId} ${spanId}`, /^[0-9a-f]{32} [0-9a-f]{16}$/);
  return new Map(spans.map(({ spanId }, index) => [spanId, names[index] ?? "unexpected"]));
}

/**
 * @param {PlainSpan} span
 * @param {ReadonlyMap<string | undefined, string>} names
 * @param {string} traceId
 * @param {string} [trace] name of that trace
 */
function withNames({ traceId: ownTraceId, spanId, parentSpanId, ...span }, names, traceId, trace = "request") {
  return {
    ...span,
    id: names.get(spanId),
    ...(parentSpanId === undefined ? {} : { parent: names.get(parentSpanId) }),
    trace: ownTraceId === traceId ? trace : "another",
  };
}

/**
 * @param {Collected["points"]} points
 * @param {ReadonlyMap<string | undefined, string>} names
 */
function groupPoints(points, names) {
  /** @type {Record<string, (string | undefined)[]>} */
  const groups = {};
  for (const { name, spanId } of points) groups[name] = [...(groups[name] ?? []), names.get(spanId)];
  return groups;
}

/** @param {readonly PlainSpan[]} spans */
function recordIds(spans) {
  return Object.fromEntries(
    spans.map(({ attributes, traceId, spanId }) => [
      String(attributes["sigil.generation.id"]),
      { trace_id: traceId, span_id: spanId },
    ]),
  );
}
