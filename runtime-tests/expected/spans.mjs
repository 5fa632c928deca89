// SPDX-License-Identifier: Apache-2.0
// The spans of the program, in the order they end, by the telemetry contract. Ids are replaced by names: `parent` is the
// name given to the parent here, so that a wrong link shows.

const SCOPE = "github.com/grafana/sigil/sdks/js";
const OK = { code: 1 };
const VALIDATION_TEXT = "sigil: generation validation failed: generation.model.provider is required";

/** What every span of the SDK has. */
const COMMON = { scope: SCOPE, trace: "request", events: [], links: [], dropped: 0 };
const AGENT = { "gen_ai.agent.name": "runtime-test", "gen_ai.agent.version": "1.0.0" };
const IDENTITY = { "sigil.sdk.name": "sdk-js", ...AGENT };
const MODEL = { "gen_ai.provider.name": "openai", "gen_ai.request.model": "gpt-5" };

/**
 * @param {{ sync: string, failed: string, stream: string, invalid: string }} ids of the generations
 * @param {string} now the constant clock of the client
 */
export function expectedSpans(ids, now) {
  return [
    toolSpan(),
    syncSpan(ids.sync),
    failedSpan(ids.failed, now),
    streamSpan(ids.stream),
    embeddingSpan(now),
    invalidSpan(ids.invalid, now),
  ];
}

/**
 * The span of a generation that was given nothing but its model, outside of any other span.
 *
 * @param {string} id
 * @param {string} now
 */
export function expectedBareSpan(id, now) {
  return {
    ...COMMON,
    trace: "late",
    id: "late",
    name: "generateText gpt-5",
    kind: "CLIENT",
    startedAt: now,
    endedAt: now,
    status: OK,
    attributes: { "gen_ai.operation.name": "generateText", "sigil.generation.id": id, ...IDENTITY, ...MODEL },
  };
}

function toolSpan() {
  return {
    ...COMMON,
    id: "tool",
    parent: "sync",
    name: "execute_tool weather",
    kind: "INTERNAL",
    startedAt: "2026-01-02T03:04:06.000Z",
    endedAt: "2026-01-02T03:04:06.500Z",
    status: OK,
    attributes: {
      ...IDENTITY,
      ...MODEL,
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": "weather",
      "gen_ai.tool.call.id": "call-1",
      "gen_ai.tool.type": "function",
      "gen_ai.conversation.id": "conv-1",
      "gen_ai.tool.call.arguments": '{"city":"Paris"}',
      "gen_ai.tool.call.result": '{"celsius":18}',
    },
  };
}

/** @param {string} id */
function syncSpan(id) {
  return {
    ...COMMON,
    id: "sync",
    parent: "request",
    name: "generateText gpt-5",
    kind: "CLIENT",
    startedAt: "2026-01-02T03:04:05.678Z",
    endedAt: "2026-01-02T03:04:08.678Z",
    status: OK,
    attributes: {
      ...IDENTITY,
      ...MODEL,
      "gen_ai.operation.name": "generateText",
      "sigil.generation.id": id,
      "gen_ai.conversation.id": "conv-1",
      "sigil.conversation.title": "Weather",
      "user.id": "user-1",
      "gen_ai.request.max_tokens": 1024,
      "gen_ai.request.temperature": 0,
      "gen_ai.request.top_p": 0.9,
      "sigil.gen_ai.request.tool_choice": "auto",
      "sigil.gen_ai.request.thinking.enabled": true,
      "gen_ai.response.id": "resp-1",
      "gen_ai.response.model": "gpt-5-2026",
      "gen_ai.response.finish_reasons": ["stop"],
      "gen_ai.usage.input_tokens": 120,
      "gen_ai.usage.output_tokens": 42,
      "gen_ai.usage.cache_read_input_tokens": 30,
      "gen_ai.usage.reasoning_tokens": 9,
    },
  };
}

/**
 * @param {string} id
 * @param {string} now
 */
function failedSpan(id, now) {
  return {
    ...COMMON,
    id: "failed",
    parent: "request",
    name: "generateText gpt-5",
    kind: "CLIENT",
    startedAt: now,
    endedAt: now,
    status: { code: 2, message: "slow down" },
    attributes: {
      ...IDENTITY,
      ...MODEL,
      "gen_ai.operation.name": "generateText",
      "sigil.generation.id": id,
      "error.type": "provider_call_error",
      "error.category": "rate_limit",
    },
    events: [exception(now, "Error", "slow down")],
  };
}

/** @param {string} id */
function streamSpan(id) {
  return {
    ...COMMON,
    id: "stream",
    parent: "request",
    name: "streamText gpt-5",
    kind: "CLIENT",
    startedAt: "2026-01-02T03:06:00.000Z",
    endedAt: "2026-01-02T03:06:01.500Z",
    status: OK,
    attributes: {
      ...IDENTITY,
      ...MODEL,
      "gen_ai.operation.name": "streamText",
      "sigil.generation.id": id,
      "gen_ai.conversation.id": "conv-1",
      "gen_ai.usage.input_tokens": 3,
      "gen_ai.usage.output_tokens": 6,
    },
  };
}

/** @param {string} now */
function embeddingSpan(now) {
  return {
    ...COMMON,
    id: "embedding",
    parent: "request",
    name: "embeddings text-embedding-3-small",
    kind: "CLIENT",
    startedAt: "2026-01-02T03:07:00.000Z",
    endedAt: now,
    status: OK,
    attributes: {
      ...IDENTITY,
      "gen_ai.operation.name": "embeddings",
      "gen_ai.provider.name": "openai",
      "gen_ai.request.model": "text-embedding-3-small",
      "gen_ai.embeddings.dimension.count": 256,
      "gen_ai.request.encoding_formats": ["float"],
      "gen_ai.embeddings.input_count": 2,
      "gen_ai.usage.input_tokens": 10,
      "gen_ai.response.model": "text-embedding-3-small",
    },
  };
}

/**
 * @param {string} id
 * @param {string} now
 */
function invalidSpan(id, now) {
  return {
    ...COMMON,
    id: "invalid",
    parent: "request",
    name: "generateText",
    kind: "CLIENT",
    startedAt: now,
    endedAt: now,
    status: { code: 2, message: VALIDATION_TEXT },
    attributes: {
      ...IDENTITY,
      "gen_ai.operation.name": "generateText",
      "sigil.generation.id": id,
      "error.type": "validation_error",
      "error.category": "sdk_error",
    },
    events: [exception(now, "validation", VALIDATION_TEXT)],
  };
}

/**
 * @param {string} at
 * @param {string} type
 * @param {string} message
 */
function exception(at, type, message) {
  return {
    name: "exception",
    at,
    attributes: { "exception.type": type, "exception.message": message },
    hasStack: true,
  };
}
