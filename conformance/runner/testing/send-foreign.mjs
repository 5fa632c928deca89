// SPDX-License-Identifier: Apache-2.0
// What no step of a case has asked for: two generations, and two spans that no start has answered for, one of which never ends.

/**
 * Sends it to the ingest and the receiver of a case.
 *
 * @param {{ config: { generation_export: { endpoint: string } }, telemetry_url: string }} message the one that opened the case
 */
export async function sendForeign({ config, telemetry_url: telemetryUrl }) {
  const { endpoint } = config.generation_export;
  await send(`${endpoint}/api/v1/generations:export`, { generations: ["gen_1", "gen_2"].map(toGeneration) });
  const spans = [
    toSpan("00000000000000a1", { parentSpanId: "00000000000000ff", endTimeUnixNano: "1767323045000000000" }),
    toSpan("00000000000000a2", {}),
  ];
  await send(`${telemetryUrl}/v1/traces`, { resourceSpans: [{ scopeSpans: [{ scope: { name: "fake" }, spans }] }] });
}

/** @param {string} id */
function toGeneration(id) {
  return {
    id,
    operation_name: "generateText",
    mode: "GENERATION_MODE_SYNC",
    model: { provider: "openai", name: "gpt-4o-mini" },
    started_at: "2026-01-02T03:04:05Z",
    completed_at: "2026-01-02T03:04:05Z",
  };
}

/**
 * @param {string} spanId
 * @param {object} fields
 */
function toSpan(spanId, fields) {
  return {
    traceId: "000000000000000000000000000000a0",
    spanId,
    name: "foreign",
    kind: 1,
    startTimeUnixNano: "1767323045000000000",
    ...fields,
  };
}

/**
 * @param {string} url
 * @param {object} body
 */
async function send(url, body) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
}
