// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from "node:timers/promises";
import { type SigilClient, withContext } from "sigil-sdk";
import { wrapAnthropic } from "sigil-sdk/anthropic";
import { wrapGemini } from "sigil-sdk/gemini";
import { wrapOpenAI } from "sigil-sdk/openai";
import { createReplayClient, methodOf } from "./replay-client.js";
import { type Expectation, loadSample, SAMPLE_NAMES, type Sample } from "./sample.js";

/** Time that the tool takes. */
const TOOL_DELAY_MS = 8;

/** Tag by which a stored generation is found again. */
export const SAMPLE_TAG = "sample";

export interface RecordedGeneration {
  readonly sample: string;
  /** When the application got the first event with content; undefined for an answer in one piece. */
  readonly timeToFirstTokenMs: number | undefined;
  readonly expect: Expectation;
}

export interface Recordings {
  readonly generations: readonly RecordedGeneration[];
  readonly embedding: { readonly sample: string; readonly model: string; readonly expect: Expectation };
  readonly tool: {
    readonly name: string;
    readonly callId: string;
    readonly arguments: unknown;
    readonly result: unknown;
  };
}

/** Plays every sample through a wrapped client: whole answers, streams, an embedding, and a tool execution beside them. */
export async function recordSamples(client: SigilClient): Promise<Recordings> {
  return withContext({ conversationId: "quickstart", agentName: "quickstart", userId: "ana" }, async () => {
    const samples = SAMPLE_NAMES.map(loadSample);
    const provider = createReplayClient(samples);
    wrapOpenAI(provider, client);
    wrapAnthropic(provider, client);
    wrapGemini(provider, client);
    const generations: RecordedGeneration[] = [];
    for (const sample of samples.filter(({ mode }) => mode !== "EMBEDDING")) {
      generations.push(await withContext({ tags: { [SAMPLE_TAG]: sample.id } }, () => recordCall(provider, sample)));
    }
    const tool = await recordTool(client);
    const [embedding] = samples.filter(({ mode }) => mode === "EMBEDDING");
    if (embedding === undefined) throw new Error("there is no sample of an embedding");
    return { generations, tool, embedding: await recordEmbedding(provider, embedding) };
  });
}

/** Makes one call as an application does, and reads its answer to the end. */
async function recordCall(provider: object, sample: Sample): Promise<RecordedGeneration> {
  const startedAt = performance.now();
  const answer = await methodOf(provider, sample)(sample.request);
  const timeToFirstTokenMs = isStream(answer) ? await readStream(answer, sample.expect, startedAt) : undefined;
  return { sample: sample.id, timeToFirstTokenMs, expect: sample.expect };
}

async function readStream(
  stream: AsyncIterable<unknown>,
  { first_token_event_index: first }: Expectation,
  startedAt: number,
): Promise<number | undefined> {
  let position = 0;
  let timeToFirstTokenMs: number | undefined;
  for await (const _ of stream) {
    if (position === first) timeToFirstTokenMs = performance.now() - startedAt;
    position += 1;
  }
  return timeToFirstTokenMs;
}

function isStream(answer: unknown): answer is AsyncIterable<unknown> {
  return typeof answer === "object" && answer !== null && Symbol.asyncIterator in answer;
}

async function recordTool(client: SigilClient): Promise<Recordings["tool"]> {
  const start = { toolName: "get_weather", toolCallId: "call_P", toolType: "function", includeContent: true };
  const input = { city: "Paris" };
  const output = { temp_c: 18, sky: "clear" };
  await client.startToolExecution(start, async (recorder) => {
    await setTimeout(TOOL_DELAY_MS);
    recorder.setResult({ arguments: input, result: output });
  });
  return { name: start.toolName, callId: start.toolCallId, arguments: input, result: output };
}

async function recordEmbedding(provider: object, sample: Sample): Promise<Recordings["embedding"]> {
  await methodOf(provider, sample)(sample.request);
  return { sample: sample.id, model: String(sample.request["model"]), expect: sample.expect };
}
