// SPDX-License-Identifier: Apache-2.0
// What does a wrapped client cost? The time of streams of 1,000 chunks over loopback, with and without the wrapper, and the CPU time of
// calls that are answered at once, above that of the recording itself.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type GenerationResult, type GenerationStart, SigilClient, withContext } from "sigil-sdk";
import { fromRequestResponse as mapMessage, wrapAnthropic } from "sigil-sdk/anthropic";
import { fromRequestResponse as mapContent, wrapGemini } from "sigil-sdk/gemini";
import { fromRequestResponse as mapOpenAI, wrapOpenAI } from "sigil-sdk/openai";
import { providerSample } from "../src/testing-support/provider-samples.js";
import { median, sink } from "./compare.js";

const STREAM_ROUNDS = 101;
const CALL_ROUNDS = 15;
const CALLS_PER_ROUND = 2_000;

type Client = Record<string, unknown>;
type Call = (client: never) => Promise<unknown>;

/** The client records and sends nothing, so that nothing but recording is measured. */
const sigil = new SigilClient({ generationExport: { protocol: "none" } });

/** Packages that only the provider tests install. */
async function load(path: string): Promise<Record<string, new (options: object) => Client>> {
  return import(new URL(`../provider-tests/newest/node_modules/${path}`, import.meta.url).href);
}

interface StreamCase {
  readonly name: string;
  readonly create: () => Client;
  readonly wrap: (client: Client) => Client;
  readonly call: Call;
}

/** The packages are loaded by their path, so that nothing is known of their clients: hence the casts. */
async function streamCases(url: string): Promise<StreamCase[]> {
  const { OpenAI } = await load("openai/index.mjs");
  const { Anthropic } = await load("@anthropic-ai/sdk/index.mjs");
  const { GoogleGenAI } = await load("@google/genai/dist/node/index.mjs");
  if (OpenAI === undefined || Anthropic === undefined || GoogleGenAI === undefined) throw new Error("no packages");
  const messages = [{ role: "user", content: "Hi" }];
  const openai = {
    create: () => new OpenAI({ apiKey: "key", baseURL: `${url}/v1` }),
    wrap: (client: Client) => wrapOpenAI(client as never, sigil),
  };
  return [
    {
      name: "OpenAI chat",
      ...openai,
      call: (client: { chat: { completions: { create: Create } } }) =>
        client.chat.completions.create({ model: "gpt-5", messages, stream: true }),
    },
    {
      name: "OpenAI responses",
      ...openai,
      call: (client: { responses: { create: Create } }) =>
        client.responses.create({ model: "gpt-5", input: "Hi", stream: true }),
    },
    {
      name: "Anthropic messages",
      create: () => new Anthropic({ apiKey: "key", baseURL: url }),
      wrap: (client) => wrapAnthropic(client as never, sigil),
      call: (client: { messages: { create: Create } }) =>
        client.messages.create({ model: "claude-sonnet-5-5", max_tokens: 1, messages, stream: true }),
    },
    {
      name: "Gemini",
      create: () => new GoogleGenAI({ apiKey: "key", httpOptions: { baseUrl: url } }),
      wrap: (client) => wrapGemini(client as never, sigil),
      call: (client: { models: { generateContentStream: Create } }) =>
        client.models.generateContentStream({ model: "gemini-3.8-flash", contents: "Hi" }),
    },
  ];
}

type Create = (request: object) => Promise<unknown>;

/** Milliseconds that it takes to read a stream to its end. */
async function readStream(client: Client, call: Call): Promise<number> {
  const startedAt = performance.now();
  let chunks = 0;
  for await (const chunk of (await call(client as never)) as AsyncIterable<unknown>) {
    sink.last = chunk;
    chunks++;
  }
  if (chunks < 1_000) throw new Error(`only ${chunks} chunks came`);
  return performance.now() - startedAt;
}

/** Both sides run in every round, in alternating order, and only times of the same round are divided. */
async function measureStreams({ name, create, wrap, call }: StreamCase): Promise<object> {
  const sides = { bare: create(), wrapped: wrap(create()) };
  const rounds: { bare: number; wrapped: number }[] = [];
  for (let round = 0; round < STREAM_ROUNDS; round++) {
    const time = { bare: 0, wrapped: 0 };
    const order = ["bare", "wrapped"] as const;
    for (const side of round % 2 === 0 ? order : order.toReversed()) time[side] = await readStream(sides[side], call);
    // The first rounds warm up.
    if (round >= STREAM_ROUNDS / 10) rounds.push(time);
  }
  const added = median(rounds.map(({ bare, wrapped }) => wrapped / bare - 1));
  return {
    stream: name,
    "bare, ms": median(rounds.map(({ bare }) => bare)).toFixed(1),
    "wrapped, ms": median(rounds.map(({ wrapped }) => wrapped)).toFixed(1),
    "added, us per chunk": median(rounds.map(({ bare, wrapped }) => wrapped - bare)).toFixed(1),
    added: `${(added * 100).toFixed(1)} %`,
  };
}

interface CallCase {
  readonly sample: string;
  readonly wrap: (client: never) => unknown;
  readonly map: (request: never, response: never) => GenerationResult;
}

const CALLS: readonly CallCase[] = [
  { sample: "openai/chat-text-sync-cached", wrap: (client) => wrapOpenAI(client, sigil), map: mapOpenAI },
  { sample: "openai/chat-tool-use-sync", wrap: (client) => wrapOpenAI(client, sigil), map: mapOpenAI },
  { sample: "anthropic/messages-tool-use-sync", wrap: (client) => wrapAnthropic(client, sigil), map: mapMessage },
  { sample: "gemini/generate-tool-use-sync", wrap: (client) => wrapGemini(client, sigil), map: mapContent },
];

/** A client whose method answers at once; the wrapper finds the method that the sample calls. */
function createFake(path: readonly string[], response: unknown): { client: Client; owner: Record<string, Create> } {
  const owner: Record<string, Create> = { [path.at(-1) ?? ""]: () => Promise.resolve(response) };
  const client = path.slice(0, -1).reduceRight((inner: unknown, key) => ({ [key]: inner }), owner) as Client;
  return { client, owner };
}

async function cpuUs(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  for (let count = 0; count < CALLS_PER_ROUND; count++) sink.last = await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / CALLS_PER_ROUND;
}

/** The wrapped call, less the bare call and a recording whose start and result were mapped before. */
async function measureCalls({ sample: id, wrap, map }: CallCase): Promise<object> {
  const { call, request, response } = providerSample(id);
  const path = call.split(".");
  const name = path.at(-1) ?? "";
  const bare = createFake(path, response);
  const wrapped = createFake(path, response);
  wrap(wrapped.client as never);
  const { start, result } = split(map(request as never, response as never));
  const sides = {
    wrapped: async () => wrapped.owner[name]?.(request),
    recording: () => {
      const recorder = sigil.startGeneration(start);
      return recorder.run(async () => {
        const answer = await bare.owner[name]?.(request);
        recorder.setResult(result);
        recorder.end();
        return answer;
      });
    },
  };
  const times: { wrapped: number; recording: number }[] = [];
  for (let round = 0; round < CALL_ROUNDS; round++) {
    const time = { wrapped: 0, recording: 0 };
    const order = ["wrapped", "recording"] as const;
    for (const side of round % 2 === 0 ? order : order.toReversed()) time[side] = await cpuUs(sides[side]);
    // The first round warms up.
    if (round > 0) times.push(time);
  }
  return {
    call: id,
    "recording alone, us": median(times.map((time) => time.recording)).toFixed(1),
    "wrapped, us": median(times.map((time) => time.wrapped)).toFixed(1),
    "added, us": median(times.map((time) => time.wrapped - time.recording)).toFixed(1),
  };
}

/** What a recording starts with, and what it ends with. */
function split({
  model,
  systemPrompt,
  tools,
  toolChoice,
  maxTokens,
  temperature,
  topP,
  thinkingEnabled,
  metadata,
  ...result
}: GenerationResult): {
  start: GenerationStart;
  result: GenerationResult;
} {
  if (model === undefined) throw new Error("the mapping names no model");
  return {
    start: { model, systemPrompt, tools, toolChoice, maxTokens, temperature, topP, thinkingEnabled, metadata },
    result,
  };
}

const calls: object[] = [];
for (const entry of CALLS) calls.push(await measureCalls(entry));
console.table(calls);

const server = spawn(process.execPath, [fileURLToPath(new URL("stream-server.mjs", import.meta.url))], {
  stdio: ["pipe", "pipe", "inherit"],
});
const [line] = (await once(server.stdout, "data")) as [Buffer];
for (const [pace, path] of [
  ["one by one", "/single"],
  ["at once", "/burst"],
] as const) {
  const streams: object[] = [];
  // As in a server, whose requests have a context; without one, promises cost less on the bare side.
  await withContext({ conversationId: "conv-1" }, async () => {
    for (const entry of await streamCases(`${String(line).trim()}${path}`)) streams.push(await measureStreams(entry));
  });
  console.log(`1,000 chunks, ${pace}`);
  console.table(streams);
}
server.stdin.end();
await sigil.shutdown();
