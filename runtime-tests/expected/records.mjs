// SPDX-License-Identifier: Apache-2.0
// What the ingest holds after the program, in proto-JSON. Written from the wire contract, not from the SDK's output.

/** Stamped on every record. */
const STAMPS = { "sigil.sdk.content_capture_mode": "full", "sigil.sdk.name": "sdk-js" };
const AGENT = { agent_name: "runtime-test", agent_version: "1.0.0" };
const MODEL = { provider: "openai", name: "gpt-5" };

/**
 * @typedef {object} Observed what differs from run to run
 * @property {{ sync: string, failed: string, stream: string }} ids of the generations
 * @property {{ started: string, completed: string }} failedTimes of the generation that took the client's clock
 * @property {boolean | undefined} [keepsScope] whether `withContext` lasts across an await; default true
 * @property {Record<string, { trace_id: string, span_id: string }> | undefined} [spans] by generation id, under an OpenTelemetry SDK
 */

/**
 * The three stored generations, in order.
 *
 * @param {Observed} observed
 */
export function expectedRecords({ ids, failedTimes, keepsScope = true, spans = {} }) {
  return [
    { id: ids.sync, ...spans[ids.sync], ...AGENT, ...syncRecord() },
    { id: ids.failed, ...spans[ids.failed], ...AGENT, ...failedRecord(failedTimes) },
    { id: ids.stream, ...spans[ids.stream], ...AGENT, ...streamRecord(keepsScope) },
  ];
}

function syncRecord() {
  return {
    conversation_id: "conv-1",
    operation_name: "generateText",
    mode: "GENERATION_MODE_SYNC",
    model: MODEL,
    response_id: "resp-1",
    response_model: "gpt-5-2026",
    system_prompt: "Answer briefly.",
    input: [{ role: "MESSAGE_ROLE_USER", parts: [{ text: "a é 漢 🙂" }] }],
    output: [
      {
        role: "MESSAGE_ROLE_ASSISTANT",
        parts: [
          { thinking: "A tool knows." },
          { tool_call: { id: "call-1", name: "weather", input_json: toBase64('{"city":"Paris"}') } },
        ],
      },
      {
        role: "MESSAGE_ROLE_TOOL",
        parts: [{ tool_result: { tool_call_id: "call-1", name: "weather", content_json: toBase64('{"celsius":18}') } }],
      },
      { role: "MESSAGE_ROLE_ASSISTANT", parts: [{ text: "18 °C" }] },
    ],
    tools: [
      {
        name: "weather",
        description: "The weather of a city",
        type: "function",
        input_schema_json: toBase64('{"type":"object"}'),
      },
    ],
    usage: {
      input_tokens: "120",
      output_tokens: "42",
      total_tokens: "162",
      cache_read_input_tokens: "30",
      reasoning_tokens: "9",
    },
    stop_reason: "stop",
    started_at: "2026-01-02T03:04:05.678Z",
    completed_at: "2026-01-02T03:04:08.678Z",
    tags: { kind: "sync" },
    metadata: {
      attempt: 1,
      nested: { list: [true, null, "x"] },
      "sigil.conversation.title": "Weather",
      "sigil.user.id": "user-1",
      ...STAMPS,
    },
    max_tokens: "1024",
    temperature: 0,
    top_p: 0.9,
    tool_choice: "auto",
    thinking_enabled: true,
  };
}

/** @param {{ started: string, completed: string }} times */
function failedRecord({ started, completed }) {
  return {
    operation_name: "generateText",
    mode: "GENERATION_MODE_SYNC",
    model: MODEL,
    usage: {},
    started_at: started,
    completed_at: completed,
    metadata: { call_error: "slow down", ...STAMPS },
    call_error: "slow down",
  };
}

/** @param {boolean} keepsScope */
function streamRecord(keepsScope) {
  return {
    ...(keepsScope ? { conversation_id: "conv-1" } : {}),
    operation_name: "streamText",
    mode: "GENERATION_MODE_STREAM",
    model: MODEL,
    input: [{ role: "MESSAGE_ROLE_USER", parts: [{ text: "Count" }] }],
    output: [{ role: "MESSAGE_ROLE_ASSISTANT", parts: [{ text: "one two three" }] }],
    usage: { input_tokens: "3", output_tokens: "6", total_tokens: "9" },
    started_at: "2026-01-02T03:06:00Z",
    completed_at: "2026-01-02T03:06:01.500Z",
    tags: { ...(keepsScope ? { scope: "outer" } : {}), kind: "stream" },
    metadata: STAMPS,
  };
}

/** @param {string} text */
function toBase64(text) {
  return Buffer.from(text).toString("base64");
}
