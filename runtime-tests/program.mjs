// SPDX-License-Identifier: Apache-2.0
// What every runtime runs: one of each kind of recording, against the ingest whose URL it is given. It uses nothing
// but the language, the web's own timers and the packed SDK.
import { SigilClient, withContext } from "sigil-sdk";

const MODEL = { provider: "openai", name: "gpt-5" };

/** Text whose UTF-8 form has one to four bytes per character. */
const TEXT = "a é 漢 🙂";

/**
 * @typedef {object} ProgramOptions
 * @property {string} ingestUrl base URL of the ingest, without a path
 * @property {import("sigil-sdk").SigilClientOptions} [client] further options of the client
 * @property {(client: SigilClient) => void} [onClient] told about the client before anything is recorded
 */

/**
 * Records a generation with a tool call inside, a failed one, a stream, an embedding and a rating, and shuts down.
 *
 * @param {ProgramOptions} options
 */
export async function runProgram({ ingestUrl, client: options = {}, onClient }) {
  const client = createClient(ingestUrl, options);
  onClient?.(client);
  const sync = await recordGeneration(client);
  const failed = await recordFailure(client);
  const stream = await withContext({ conversationId: "conv-1", tags: { scope: "outer" } }, () => recordStream(client));
  const embedding = await recordEmbedding(client);
  const invalid = recordInvalid(client);
  const rating = await submitRating(client, sync);
  const report = await client.shutdown();
  return {
    ids: { sync, failed: failed.id, stream: stream.id },
    errors: { rethrown: failed.message, stream: stream.error, embedding: embedding.error, invalid: invalid.error },
    rating,
    report: { ...report, error: report.error?.message },
    status: toPlainStatus(client.status()),
  };
}

/**
 * @param {string} ingestUrl
 * @param {import("sigil-sdk").SigilClientOptions} [options]
 */
export function createClient(ingestUrl, options = {}) {
  const { generationExport, ...rest } = options;
  return new SigilClient({
    agentName: "runtime-test",
    agentVersion: "1.0.0",
    contentCapture: "full",
    api: { endpoint: ingestUrl },
    generationExport: { endpoint: ingestUrl, ...generationExport },
    ...rest,
  });
}

/** @param {SigilClient} client */
function recordGeneration(client) {
  const start = {
    model: MODEL,
    conversationId: "conv-1",
    conversationTitle: "Weather",
    userId: "user-1",
    systemPrompt: "Answer briefly.",
    maxTokens: 1024,
    temperature: 0,
    topP: 0.9,
    toolChoice: "auto",
    thinkingEnabled: true,
    tags: { kind: "sync" },
    metadata: { attempt: 1, nested: { list: [true, null, "x"] } },
    tools: [
      { name: "weather", description: "The weather of a city", type: "function", inputSchemaJson: '{"type":"object"}' },
    ],
    startedAt: new Date("2026-01-02T03:04:05.678Z"),
  };
  return client.startGeneration(start, async (recorder) => {
    await pause();
    const result = await client.startToolExecution(
      {
        toolName: "weather",
        toolCallId: "call-1",
        toolType: "function",
        conversationId: "conv-1",
        requestProvider: MODEL.provider,
        requestModel: MODEL.name,
        startedAt: new Date("2026-01-02T03:04:06.000Z"),
      },
      async (tool) => {
        await pause();
        tool.setResult({
          arguments: { city: "Paris" },
          result: { celsius: 18 },
          completedAt: new Date("2026-01-02T03:04:06.500Z"),
        });
        return { celsius: 18 };
      },
    );
    recorder.setResult({
      responseId: "resp-1",
      responseModel: "gpt-5-2026",
      input: [{ role: "user", parts: [{ kind: "text", text: TEXT }] }],
      output: [
        {
          role: "assistant",
          parts: [
            { kind: "thinking", thinking: "A tool knows." },
            { kind: "tool_call", toolCall: { id: "call-1", name: "weather", inputJson: '{"city":"Paris"}' } },
          ],
        },
        {
          role: "tool",
          parts: [
            {
              kind: "tool_result",
              toolResult: {
                toolCallId: "call-1",
                name: "weather",
                contentJson: new TextEncoder().encode(JSON.stringify(result)),
              },
            },
          ],
        },
        { role: "assistant", parts: [{ kind: "text", text: "18 °C" }] },
      ],
      usage: { inputTokens: 120, outputTokens: 42, totalTokens: 162, cacheReadInputTokens: 30, reasoningTokens: 9 },
      stopReason: "stop",
      completedAt: new Date("2026-01-02T03:04:08.678Z"),
    });
    return recorder.id;
  });
}

/**
 * Its times come from the client's clock.
 *
 * @param {SigilClient} client
 */
async function recordFailure(client) {
  let id = "";
  try {
    await client.startGeneration({ model: MODEL }, async (recorder) => {
      id = recorder.id;
      await pause();
      throw Object.assign(new Error("slow down"), { status: 429 });
    });
  } catch (error) {
    return { id, message: error instanceof Error ? error.message : String(error) };
  }
  throw new Error("the error of the callback was lost");
}

/**
 * The recording starts after an await, so that its conversation id tells whether scopes last that long.
 *
 * @param {SigilClient} client
 */
async function recordStream(client) {
  await pause();
  const recorder = client.startStreamingGeneration({
    model: MODEL,
    tags: { kind: "stream" },
    startedAt: new Date("2026-01-02T03:06:00.000Z"),
  });
  let text = "";
  for await (const chunk of streamChunks()) {
    if (text === "") recorder.setFirstTokenAt(new Date("2026-01-02T03:06:00.250Z"));
    text += chunk;
  }
  recorder.setResult({
    input: [{ role: "user", parts: [{ kind: "text", text: "Count" }] }],
    output: [{ role: "assistant", parts: [{ kind: "text", text }] }],
    usage: { inputTokens: 3, outputTokens: 6 },
    completedAt: new Date("2026-01-02T03:06:01.500Z"),
  });
  recorder.end();
  return { id: recorder.id, error: recorder.error?.message };
}

async function* streamChunks() {
  for (const chunk of ["one ", "two ", "three"]) {
    await pause();
    yield chunk;
  }
}

/** @param {SigilClient} client */
async function recordEmbedding(client) {
  const kept = await client.startEmbedding(
    {
      model: { provider: "openai", name: "text-embedding-3-small" },
      dimensions: 256,
      encodingFormat: "float",
      startedAt: new Date("2026-01-02T03:07:00.000Z"),
    },
    async (recorder) => {
      await pause();
      recorder.setResult({ inputCount: 2, inputTokens: 10, responseModel: "text-embedding-3-small" });
      return recorder;
    },
  );
  return { error: kept.error?.message };
}

/** @param {SigilClient} client */
function recordInvalid(client) {
  const recorder = client.startGeneration({ model: { provider: "", name: "" } });
  recorder.end();
  return { error: recorder.error?.code };
}

/**
 * @param {SigilClient} client
 * @param {string} generationId
 */
async function submitRating(client, generationId) {
  const result = await client.submitConversationRating("conv-1", {
    ratingId: "rating-1",
    rating: "CONVERSATION_RATING_VALUE_GOOD",
    comment: TEXT,
    generationId,
  });
  return { id: result.rating.ratingId, total: result.summary.totalCount };
}

/** @param {import("sigil-sdk").ClientStatus} status */
function toPlainStatus(status) {
  return { ...status, lastError: status.lastError?.message };
}

function pause() {
  return new Promise((resolve) => setTimeout(resolve, 1));
}
