// SPDX-License-Identifier: Apache-2.0
// The metric points of the program, by the telemetry contract, and for each point the span it is recorded in.

const SCOPE = "github.com/grafana/sigil/sdks/js";
const HISTOGRAM = 0;
const GAUGE = 2;
const SUM = 3;
const INT = 0;
const DOUBLE = 1;

const SECONDS = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];
const TOKENS = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864];
/** What an OpenTelemetry SDK takes for an instrument without advice. */
const UNADVISED = [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000];

const AGENT = { "gen_ai.agent.name": "runtime-test" };
const GPT = { "gen_ai.provider.name": "openai", "gen_ai.request.model": "gpt-5", ...AGENT };
const EMBEDDING = {
  "gen_ai.operation.name": "embeddings",
  "gen_ai.provider.name": "openai",
  "gen_ai.request.model": "text-embedding-3-small",
  ...AGENT,
};
const NO_MODEL = { "gen_ai.provider.name": "", "gen_ai.request.model": "", ...AGENT };
const NO_ERROR = { "error.type": "", "error.category": "" };

/** All four histograms after the program, in the order of their names. */
export function expectedMetrics() {
  return [
    durations([
      [{ "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "weather", ...GPT, ...NO_ERROR }, [0.5]],
      [{ "gen_ai.operation.name": "generateText", ...GPT, ...NO_ERROR }, [3]],
      [
        {
          "gen_ai.operation.name": "generateText",
          ...GPT,
          "error.type": "provider_call_error",
          "error.category": "rate_limit",
        },
        [0],
      ],
      [{ "gen_ai.operation.name": "streamText", ...GPT, ...NO_ERROR }, [1.5]],
      [{ ...EMBEDDING, ...NO_ERROR }, [0.5]],
      [
        {
          "gen_ai.operation.name": "generateText",
          ...NO_MODEL,
          "error.type": "validation_error",
          "error.category": "sdk_error",
        },
        [0],
      ],
    ]),
    histogram("gen_ai.client.time_to_first_token", "s", DOUBLE, SECONDS, [[GPT, [0.25]]]),
    histogram("gen_ai.client.token.usage", "token", INT, TOKENS, [
      [tokens("generateText", "input"), [120]],
      [tokens("generateText", "output"), [42]],
      [tokens("generateText", "cache_read"), [30]],
      [tokens("generateText", "reasoning"), [9]],
      [tokens("streamText", "input"), [3]],
      [tokens("streamText", "output"), [6]],
      [{ ...EMBEDDING, "gen_ai.token.type": "input" }, [10]],
    ]),
    toolCalls([
      [GPT, [1, 0, 0]],
      [NO_MODEL, [0]],
    ]),
  ];
}

/** The SDK's own counters after the program. */
export const EXPECTED_SELF_METRICS = [
  counter("delivered", "Generations that the server has, including those it already had.", [[{}, 3]]),
  counter("dropped", "Generations that were given up for good, by reason.", [
    ...[
      "queue_full",
      "too_large",
      "auth",
      "redirect",
      "rejected",
      "bad_response",
      "retries_exhausted",
      "shutdown",
      "encoding",
      "no_transport",
    ].map((reason) => /** @type {Point} */ ([{ "sigil.sdk.drop.reason": reason }, 0])),
  ]),
  counter("duplicate", "Delivered generations that the server said it already had.", [[{}, 0]]),
  counter("not_exported", "Generations that were recorded with protocol none.", [[{}, 0]]),
  counter("recorded", "Generations that ended and passed validation.", [[{}, 3]]),
  counter(
    "retried",
    "Generations that were sent once more after an attempt that failed, counted at each repeat; halves of a batch do not count.",
    [[{}, 0]],
  ),
  gauge("bytes", "By", "Bytes that the queue charges for the generations that wait or are being sent."),
  gauge("size", "{generation}", "Generations that wait in the queue or are being sent."),
];

/** After one generation that was given nothing but its model. */
export function expectedBareMetrics() {
  return [
    durations([[{ "gen_ai.operation.name": "generateText", ...GPT, ...NO_ERROR }, [0]]]),
    toolCalls([[GPT, [0]]]),
  ];
}

/** Points per span of the program, by instrument. */
export const EXPECTED_POINT_SPANS = {
  "gen_ai.client.operation.duration": ["tool", "sync", "failed", "stream", "embedding", "invalid"],
  "gen_ai.client.time_to_first_token": ["stream"],
  "gen_ai.client.token.usage": ["sync", "sync", "sync", "sync", "stream", "stream", "embedding"],
  "gen_ai.client.tool_calls_per_operation": ["sync", "failed", "stream", "invalid"],
};

/** @typedef {readonly (readonly [attributes: Record<string, string>, values: readonly number[]])[]} Points */

/** @param {Points} points */
function durations(points) {
  return histogram("gen_ai.client.operation.duration", "s", DOUBLE, SECONDS, points);
}

/** @param {Points} points */
function toolCalls(points) {
  return histogram("gen_ai.client.tool_calls_per_operation", "count", INT, UNADVISED, points);
}

/**
 * @param {string} operation
 * @param {string} type
 */
function tokens(operation, type) {
  return { "gen_ai.operation.name": operation, ...GPT, "gen_ai.token.type": type };
}

/**
 * @param {string} name
 * @param {string} unit
 * @param {number} valueType
 * @param {readonly number[]} boundaries
 * @param {Points} points
 */
function histogram(name, unit, valueType, boundaries, points) {
  return {
    scope: SCOPE,
    name,
    unit,
    description: "",
    valueType,
    dataPointType: HISTOGRAM,
    dataPoints: points.map(([attributes, values]) => ({
      attributes,
      value: {
        min: Math.min(...values),
        max: Math.max(...values),
        sum: values.reduce((sum, value) => sum + value, 0),
        count: values.length,
        buckets: { boundaries, counts: countBuckets(boundaries, values) },
      },
    })),
  };
}

/** @typedef {[attributes: Record<string, string>, value: number]} Point */

/**
 * A counter of generations; what never happened is reported as zero.
 *
 * @param {string} name
 * @param {string} description
 * @param {Point[]} points
 */
function counter(name, description, points) {
  return selfMetric(SUM, `sigil.sdk.generation.${name}`, "{generation}", description, points);
}

/**
 * A gauge of the queue, which is empty in the end.
 *
 * @param {string} name
 * @param {string} unit
 * @param {string} description
 */
function gauge(name, unit, description) {
  return selfMetric(GAUGE, `sigil.sdk.queue.${name}`, unit, description, [[{}, 0]]);
}

/**
 * @param {number} dataPointType
 * @param {string} name
 * @param {string} unit
 * @param {string} description
 * @param {Point[]} points
 */
function selfMetric(dataPointType, name, unit, description, points) {
  const dataPoints = points.map(([attributes, value]) => ({ attributes, value }));
  return { scope: SCOPE, name, unit, description, valueType: INT, dataPointType, dataPoints };
}

/**
 * A value on a boundary belongs to the bucket below it.
 *
 * @param {readonly number[]} boundaries
 * @param {readonly number[]} values
 */
function countBuckets(boundaries, values) {
  const counts = new Array(boundaries.length + 1).fill(0);
  for (const value of values) {
    const index = boundaries.findIndex((boundary) => value <= boundary);
    counts[index < 0 ? boundaries.length : index] += 1;
  }
  return counts;
}
