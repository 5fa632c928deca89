// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { ConcreteCaptureMode } from "../../generated/ts/capture.js";
import { CONTENT_FIELDS } from "../../generated/ts/content-fields.js";
import type {
  EmbeddingResult,
  GenerationResult,
  GenerationStart,
  RecordingContext,
  ToolExecutionResult,
  ToolExecutionStart,
} from "../../generated/ts/models.js";
import { withContext } from "../context/recording-context.js";
import { createTestClient, type TestClient } from "../testing-support/create-test-client.js";
import { EMBEDDING_START, GENERATION_START } from "../testing-support/recording-inputs.js";

// A canary is a text that names the field in which it was planted; every sink is searched for every one of them.

const MARK = "canary<";

const GENERATION_CONTENT = (record: "GenerationStart" | "GenerationResult") => {
  const plant = (path: string): string => canary(record, path);
  return {
    systemPrompt: plant("systemPrompt"),
    conversationTitle: plant("conversationTitle"),
    tools: [
      {
        name: "weather",
        description: plant("tools[].description"),
        inputSchemaJson: plant("tools[].inputSchemaJson"),
      },
    ],
  } satisfies Partial<GenerationStart>;
};

const MIRRORED = (record: "GenerationStart" | "GenerationResult"): Record<string, unknown> => ({
  "sigil.conversation.title": canary(record, "metadata", "sigil.conversation.title"),
  call_error: canary(record, "metadata", "call_error"),
});

const MESSAGES = (list: "input" | "output"): NonNullable<GenerationResult["input"]> => {
  const plant = (path: string): string => canary("GenerationResult", `${list}[].parts[].${path}`);
  return [
    {
      role: "assistant",
      parts: [
        { kind: "text", text: plant("text") },
        { kind: "thinking", thinking: plant("thinking") },
        { kind: "tool_call", toolCall: { name: "weather", inputJson: plant("toolCall.inputJson") } },
      ],
    },
    {
      role: "tool",
      parts: [
        {
          kind: "tool_result",
          toolResult: {
            name: "weather",
            content: plant("toolResult.content"),
            contentJson: new TextEncoder().encode(plant("toolResult.contentJson")),
          },
        },
      ],
    },
  ];
};

const RESULT: GenerationResult = {
  ...GENERATION_CONTENT("GenerationResult"),
  input: MESSAGES("input"),
  output: MESSAGES("output"),
  callError: canary("GenerationResult", "callError"),
  artifacts: [
    {
      kind: "request",
      name: canary("GenerationResult", "artifacts[].name"),
      contentType: canary("GenerationResult", "artifacts[].contentType"),
      payload: canary("GenerationResult", "artifacts[].payload"),
      recordId: canary("GenerationResult", "artifacts[].recordId"),
      uri: canary("GenerationResult", "artifacts[].uri"),
    },
  ],
};

const TOOL_START: ToolExecutionStart = {
  toolName: "weather",
  includeContent: true,
  toolDescription: canary("ToolExecutionStart", "toolDescription"),
  conversationTitle: canary("ToolExecutionStart", "conversationTitle"),
};

const TOOL_RESULT: ToolExecutionResult = {
  arguments: { city: canary("ToolExecutionResult", "arguments") },
  result: canary("ToolExecutionResult", "result"),
};

const EMBEDDING_RESULT: EmbeddingResult = { inputTexts: [canary("EmbeddingResult", "inputTexts[]")] };

const CONTEXT: RecordingContext = { conversationTitle: canary("RecordingContext", "conversationTitle") };

function canary(record: string, path: string, key = ""): string {
  return `${MARK}${record} ${path} ${key}>`;
}

const ERRORS = ["call error", "mapping error", "thrown", "tool error", "embedding error"].map((name) =>
  canary("error", name),
);

/** An error that has its canary in every place where an error has text. */
function canaryError(name: string): Error {
  const text = canary("error", name);
  return Object.assign(new Error(text, { cause: new Error(text) }), { status: 429, body: text, response: { text } });
}

/** Every kind of recording, in every form, with content in every field. */
async function recordEverything({ client }: TestClient): Promise<void> {
  const start = { ...GENERATION_START, ...GENERATION_CONTENT("GenerationStart") };
  client.startGeneration(start).end();
  client.startGeneration({ ...GENERATION_START, metadata: MIRRORED("GenerationStart") }).end();
  const recorder = client.startGeneration(GENERATION_START);
  recorder.setResult(RESULT, { mappingError: canaryError("mapping error") });
  recorder.setCallError(canaryError("call error"));
  recorder.end();
  const mirrored = client.startGeneration(GENERATION_START);
  mirrored.setResult({ metadata: MIRRORED("GenerationResult") });
  mirrored.end();
  await client
    .startStreamingGeneration(start, async () => Promise.reject(canaryError("thrown")))
    .catch(() => undefined);
  withContext(CONTEXT, () => {
    client.startGeneration(GENERATION_START).end();
    client.startToolExecution({ toolName: "weather" }).end();
  });
  const outer = client.startGeneration(GENERATION_START);
  outer.run(() => {
    const tool = client.startToolExecution(TOOL_START);
    tool.setResult(TOOL_RESULT);
    tool.setCallError(canaryError("tool error"));
    tool.end();
    const embedding = client.startEmbedding(EMBEDDING_START);
    embedding.setResult(EMBEDDING_RESULT);
    embedding.setCallError(canaryError("embedding error"));
    embedding.end();
  });
  outer.end();
  // Recordings that fail in the SDK: what their errors say must not quote content either.
  const invalid = client.startGeneration({ ...start, model: { provider: "", name: "" } });
  invalid.setResult(RESULT);
  invalid.end();
}

interface Sinks {
  readonly json: string;
  readonly protobuf: string;
  readonly spans: string;
  /** Histograms, log lines and errors. */
  readonly rest: string;
}

async function runAll(mode: ConcreteCaptureMode): Promise<Sinks> {
  const chunks: Record<"json" | "protobuf", string[]> = { json: [], protobuf: [] };
  const sinks: Partial<Sinks>[] = [];
  for (const format of ["json", "protobuf"] as const) {
    const errors: unknown[] = [];
    await using test = createTestClient({
      contentCapture: mode,
      embeddingCapture: { captureInput: true },
      onError: (error) => errors.push(error),
      generationExporter: {
        format,
        export: async (batch: readonly Uint8Array[]) => {
          chunks[format].push(...batch.map((bytes) => new TextDecoder("latin1").decode(bytes)));
          return batch.map(() => ({ accepted: true }));
        },
      },
    });
    await recordEverything(test);
    await test.client.flush();
    const spans = test.rawSpans().map(({ name, attributes, events, status }) => ({ name, attributes, events, status }));
    const rest = [await test.histograms(), test.logs, errors.map(String), test.client.status()];
    sinks.push({ spans: JSON.stringify(spans), rest: JSON.stringify(rest) });
  }
  return {
    json: chunks.json.join("\n"),
    protobuf: chunks.protobuf.join("\n"),
    spans: sinks.map(({ spans }) => spans).join("\n"),
    rest: sinks.map(({ rest }) => rest).join("\n"),
  };
}

/** The canaries in a sink, as text, as JSON text or as base64. */
function found(sink: string, canaries: readonly string[]): string[] {
  return canaries.filter((text) => sink.includes(text) || sink.includes(Buffer.from(text).toString("base64")));
}

// The rating has no recording; artifacts as a whole have no text of their own.
const FIELDS = CONTENT_FIELDS.filter(
  ({ record, path }) =>
    !["Generation", "ToolExecution", "Embedding", "ConversationRatingSubmission"].includes(record) &&
    path !== "artifacts[]",
).map(({ record, path, key }) => canary(record, path, key));

const ALL = [...FIELDS, ...ERRORS];

/** Of a generation only title and error texts are ever on a span. */
const TITLES = [
  canary("GenerationStart", "conversationTitle"),
  canary("GenerationResult", "conversationTitle"),
  canary("GenerationStart", "metadata", "sigil.conversation.title"),
  canary("GenerationResult", "metadata", "sigil.conversation.title"),
  canary("RecordingContext", "conversationTitle"),
];
const ON_TOOL_OR_EMBEDDING_SPANS = [
  canary("ToolExecutionStart", "toolDescription"),
  canary("ToolExecutionStart", "conversationTitle"),
  canary("ToolExecutionResult", "arguments"),
  canary("ToolExecutionResult", "result"),
  canary("EmbeddingResult", "inputTexts[]"),
];
const ON_SPANS = [...TITLES, ...ON_TOOL_OR_EMBEDDING_SPANS, ...ERRORS];
const NEVER_EXPORTED = [
  ...ON_TOOL_OR_EMBEDDING_SPANS,
  canary("error", "mapping error"),
  canary("error", "tool error"),
  canary("error", "embedding error"),
];
const EXPORTED = ALL.filter((text) => !NEVER_EXPORTED.includes(text));

const sorted = (list: readonly string[]): string[] => [...list].sort();

describe("under metadata_only", () => {
  it("no content is in the exported bytes, on a span, in a histogram, in a log line or in an error", async () => {
    const { json, protobuf, spans, rest } = await runAll("metadata_only");
    expect(found(json + protobuf + spans + rest, ALL)).toEqual([]);
    expect([json, protobuf, spans, rest].filter((sink) => sink.includes(MARK))).toEqual([]);
    expect(json.split("\n")).toHaveLength(7);
    expect(protobuf).toContain("gpt-5");
  });
});

describe("under full_with_metadata_spans", () => {
  it("no content is on a span, in a histogram, in a log line or in an error; the export has all of it", async () => {
    const { json, protobuf, spans, rest } = await runAll("full_with_metadata_spans");
    expect((spans + rest).includes(MARK)).toBe(false);
    expect(sorted(found(json, ALL))).toEqual(sorted(EXPORTED));
    expect(sorted(found(protobuf, ALL))).toEqual(sorted(EXPORTED));
  });
});

describe.each<ConcreteCaptureMode>(["full", "no_tool_content"])("under %s", (mode) => {
  it("exports and spans carry exactly what is theirs; nothing else does", async () => {
    const { json, protobuf, spans, rest } = await runAll(mode);
    expect(sorted(found(json, ALL))).toEqual(sorted(EXPORTED));
    expect(sorted(found(protobuf, ALL))).toEqual(sorted(EXPORTED));
    expect(sorted(found(spans, ALL))).toEqual(sorted(ON_SPANS));
    expect(rest.includes(MARK)).toBe(false);
  });
});
