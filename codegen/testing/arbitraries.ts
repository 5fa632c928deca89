// SPDX-License-Identifier: Apache-2.0
// Random friendly records for property tests of snapshot, validation, stripping and encoding.
import fc from "fast-check";
import { ARTIFACT_KINDS, CONTENT_CAPTURE_MODES, GENERATION_MODES, MESSAGE_ROLES } from "../../generated/ts/enums.js";
import type {
  Artifact,
  Embedding,
  Generation,
  GenerationResult,
  GenerationStart,
  Message,
  MessagePart,
  ModelRef,
  TokenUsage,
  ToolCall,
  ToolDefinition,
  ToolExecution,
  ToolResult,
} from "../../generated/ts/models.js";
import { repairGeneration } from "./repair-generation.js";

/** Strings that break naive UTF-8, JSON and object code. */
const AWKWARD_STRINGS: readonly string[] = [
  "",
  " ",
  "\u0000",
  "\u007f\u0080\u07ff\u0800\uffff",
  "e\u0301 \u{1f469}\u200d\u{1f680} \u{10ffff}",
  "\ud800",
  "a\udc00b",
  "\ud83d\ud83d\ude00",
  "__proto__",
  "constructor",
  '"\\/\b\f\n\r\t\u2028\u2029',
  "x".repeat(127),
  "ü".repeat(64),
  "0123456789abcdef".repeat(1024),
];

/** Any string, lone surrogates included. */
export const textArbitrary: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: "grapheme", maxLength: 40 }) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
      .map((units) => String.fromCharCode(...units)),
  },
  { weight: 1, arbitrary: fc.constantFrom(...AWKWARD_STRINGS) },
);

/** Strings without lone surrogates, which is what a snapshot leaves. */
export const wellFormedTextArbitrary: fc.Arbitrary<string> = textArbitrary.map((text) => text.toWellFormed());

/** Counts, with zero, the varint borders and the largest safe integer among them. */
export const countArbitrary: fc.Arbitrary<number> = fc.oneof(
  fc.nat(),
  fc.maxSafeNat(),
  fc.constantFrom(0, 1, 127, 128, 16383, 16384, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, Number.MAX_SAFE_INTEGER),
);

/** Finite doubles, signed zero and the extremes included. */
export const doubleArbitrary: fc.Arbitrary<number> = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1, 0.7, 5e-324, Number.MAX_VALUE, Number.MIN_VALUE, -1e21, 1e-7),
);

/** Dates that a protobuf Timestamp can hold: years 1 to 9999, before 1970 included. */
export const dateArbitrary: fc.Arbitrary<Date> = fc.oneof(
  fc.date({
    min: new Date("0001-01-01T00:00:00.000Z"),
    max: new Date("9999-12-31T23:59:59.999Z"),
    noInvalidDate: true,
  }),
  fc.constantFrom(0, -1, -1000, 999, 1_700_000_000_123).map((milliseconds) => new Date(milliseconds)),
);

/** Arbitraries of every friendly type over one choice of strings. */
export interface ModelArbitraries {
  readonly bytes: fc.Arbitrary<string | Uint8Array>;
  /** JSON-safe object, nested, with awkward keys. */
  readonly struct: fc.Arbitrary<Record<string, unknown>>;
  readonly stringMap: fc.Arbitrary<Record<string, string>>;
  readonly model: fc.Arbitrary<ModelRef>;
  readonly usage: fc.Arbitrary<TokenUsage>;
  readonly part: fc.Arbitrary<MessagePart>;
  readonly message: fc.Arbitrary<Message>;
  readonly tool: fc.Arbitrary<ToolDefinition>;
  readonly artifact: fc.Arbitrary<Artifact>;
  readonly generation: fc.Arbitrary<Generation>;
  readonly generationStart: fc.Arbitrary<GenerationStart>;
  readonly generationResult: fc.Arbitrary<GenerationResult>;
  readonly toolExecution: fc.Arbitrary<ToolExecution>;
  readonly embedding: fc.Arbitrary<Embedding>;
}

type LeafArbitraries = Pick<ModelArbitraries, "bytes" | "struct" | "stringMap" | "model" | "usage">;
type PartArbitraries = Pick<ModelArbitraries, "part" | "message" | "tool" | "artifact">;

/** Arbitraries whose strings come from `text`. Types are right; spec rules such as "is required" may be broken. */
export function createModelArbitraries(text: fc.Arbitrary<string>): ModelArbitraries {
  const leaves = createLeaves(text);
  const parts = createParts(text, leaves);
  const start = startFields(text, leaves, parts);
  const result = resultFields(text, leaves, parts);
  const contentCapture = fc.constantFrom(...CONTENT_CAPTURE_MODES);
  return {
    ...leaves,
    ...parts,
    generation: partial<Generation>({ ...start, ...result, traceId: hex(32), spanId: hex(16) }),
    generationStart: record<GenerationStart, "model">({ ...start, contentCapture }, ["model"]),
    generationResult: partial<GenerationResult>({ ...omitId(start), ...result }),
    toolExecution: createToolExecution(text, leaves),
    embedding: createEmbedding(text, leaves),
  };
}

/** Records with any strings, lone surrogates included: what a caller may hand in. */
export const inputArbitraries: ModelArbitraries = createModelArbitraries(textArbitrary);

/** Records with well-formed strings: what a snapshot leaves and the encoders get. */
export const recordArbitraries: ModelArbitraries = createModelArbitraries(wellFormedTextArbitrary);

/** Generations as they come out of a snapshot. */
export const generationArbitrary: fc.Arbitrary<Generation> = recordArbitraries.generation;

/** Generations that break no validation rule. */
export const validGenerationArbitrary: fc.Arbitrary<Generation> = generationArbitrary.map(repairGeneration);

/** Fields of `T` as arbitraries; a field may also be an explicit `undefined` or absent. */
type FieldArbitraries<T> = { readonly [K in keyof T]-?: fc.Arbitrary<Exclude<T[K], undefined>> };

function record<T extends object, Required extends keyof T>(
  fields: FieldArbitraries<T>,
  requiredKeys: readonly Required[],
): fc.Arbitrary<T> {
  const keys = Object.keys(fields) as (keyof T)[];
  const model = Object.fromEntries(
    keys.map((key) => [
      key,
      requiredKeys.some((required) => required === key)
        ? fields[key]
        : fc.option(fields[key], { nil: undefined, freq: 12 }),
    ]),
  );
  // the keys of `model` are those of T and its values follow FieldArbitraries<T>, which Object.fromEntries cannot express
  return fc.record(model, {
    requiredKeys: [...requiredKeys] as string[],
    noNullPrototype: true,
  }) as fc.Arbitrary<unknown> as fc.Arbitrary<T>;
}

function partial<T extends object>(fields: FieldArbitraries<T>): fc.Arbitrary<T> {
  return record<T, never>(fields, []);
}

function list<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.array(arbitrary, { maxLength: 4 });
}

function hex(length: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: length, maxLength: length });
}

function createLeaves(text: fc.Arbitrary<string>): LeafArbitraries {
  const key = fc.oneof(text, fc.constantFrom("__proto__", "toString", "0", ""));
  const { object } = fc.letrec<{ value: unknown; object: Record<string, unknown> }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constant(null),
      fc.boolean(),
      doubleArbitrary,
      text,
      fc.array(tie("value"), { maxLength: 3 }),
      tie("object"),
    ),
    object: fc.dictionary(key, tie("value"), { maxKeys: 4 }),
  }));
  return {
    bytes: fc.oneof(text, fc.constantFrom("{}", '{"city":"Z\u00fcrich"}'), fc.uint8Array({ maxLength: 40 })),
    struct: object,
    stringMap: fc.dictionary(key, text, { maxKeys: 4 }),
    model: record<ModelRef, "provider" | "name">({ provider: text, name: text }, ["provider", "name"]),
    usage: partial<TokenUsage>({
      inputTokens: countArbitrary,
      outputTokens: countArbitrary,
      totalTokens: countArbitrary,
      cacheReadInputTokens: countArbitrary,
      cacheWriteInputTokens: countArbitrary,
      reasoningTokens: countArbitrary,
      cacheCreationInputTokens: countArbitrary,
    }),
  };
}

function createParts(text: fc.Arbitrary<string>, { bytes }: LeafArbitraries): PartArbitraries {
  const toolCall = record<ToolCall, "name">({ id: text, name: text, inputJson: bytes }, ["name"]);
  const toolResult = partial<ToolResult>({
    toolCallId: text,
    name: text,
    content: text,
    contentJson: bytes,
    isError: fc.boolean(),
  });
  const providerType = text;
  const part = fc.oneof(
    record<Extract<MessagePart, { kind: "text" }>, "kind" | "text">({ kind: fc.constant("text"), text, providerType }, [
      "kind",
      "text",
    ]),
    record<Extract<MessagePart, { kind: "thinking" }>, "kind" | "thinking">(
      { kind: fc.constant("thinking"), thinking: text, providerType },
      ["kind", "thinking"],
    ),
    record<Extract<MessagePart, { kind: "tool_call" }>, "kind" | "toolCall">(
      { kind: fc.constant("tool_call"), toolCall, providerType },
      ["kind", "toolCall"],
    ),
    record<Extract<MessagePart, { kind: "tool_result" }>, "kind" | "toolResult">(
      { kind: fc.constant("tool_result"), toolResult, providerType },
      ["kind", "toolResult"],
    ),
  );
  return {
    part,
    message: record<Message, "role" | "parts">(
      { role: fc.constantFrom(...MESSAGE_ROLES), name: text, parts: list(part) },
      ["role", "parts"],
    ),
    tool: record<ToolDefinition, "name">(
      { name: text, description: text, type: text, inputSchemaJson: bytes, deferred: fc.boolean() },
      ["name"],
    ),
    artifact: record<Artifact, "kind">(
      {
        kind: fc.constantFrom(...ARTIFACT_KINDS),
        name: text,
        contentType: text,
        payload: bytes,
        recordId: text,
        uri: text,
      },
      ["kind"],
    ),
  };
}

function startFields(
  text: fc.Arbitrary<string>,
  leaves: LeafArbitraries,
  parts: PartArbitraries,
): FieldArbitraries<Omit<GenerationStart, "contentCapture">> {
  return {
    id: text,
    conversationId: text,
    conversationTitle: text,
    userId: text,
    agentName: text,
    agentVersion: text,
    operationName: text,
    mode: fc.constantFrom(...GENERATION_MODES),
    model: leaves.model,
    systemPrompt: text,
    tools: list(parts.tool),
    maxTokens: countArbitrary,
    temperature: doubleArbitrary,
    topP: doubleArbitrary,
    toolChoice: text,
    thinkingEnabled: fc.boolean(),
    parentGenerationIds: list(text),
    startedAt: dateArbitrary,
    tags: leaves.stringMap,
    metadata: leaves.struct,
  };
}

type ResultOnly = Pick<
  Generation,
  | "responseId"
  | "responseModel"
  | "input"
  | "output"
  | "usage"
  | "stopReason"
  | "completedAt"
  | "artifacts"
  | "callError"
>;

function resultFields(
  text: fc.Arbitrary<string>,
  leaves: LeafArbitraries,
  parts: PartArbitraries,
): FieldArbitraries<ResultOnly> {
  return {
    responseId: text,
    responseModel: text,
    input: list(parts.message),
    output: list(parts.message),
    usage: leaves.usage,
    stopReason: text,
    completedAt: dateArbitrary,
    artifacts: list(parts.artifact),
    callError: text,
  };
}

function omitId<T extends { readonly id: unknown }>({ id: _, ...rest }: T): Omit<T, "id"> {
  return rest;
}

function createToolExecution(text: fc.Arbitrary<string>, { struct }: LeafArbitraries): fc.Arbitrary<ToolExecution> {
  const json = fc.oneof(text, struct, fc.constant(null), doubleArbitrary, fc.array(struct, { maxLength: 2 }));
  return record<ToolExecution, "toolName">(
    {
      toolName: text,
      toolCallId: text,
      toolType: text,
      toolDescription: text,
      conversationId: text,
      conversationTitle: text,
      agentName: text,
      agentVersion: text,
      requestProvider: text,
      requestModel: text,
      includeContent: fc.boolean(),
      startedAt: dateArbitrary,
      arguments: json,
      result: json,
      completedAt: dateArbitrary,
    },
    ["toolName"],
  );
}

function createEmbedding(
  text: fc.Arbitrary<string>,
  { model, stringMap, struct }: LeafArbitraries,
): fc.Arbitrary<Embedding> {
  return record<Embedding, "model">(
    {
      model,
      agentName: text,
      agentVersion: text,
      dimensions: countArbitrary,
      encodingFormat: text,
      startedAt: dateArbitrary,
      tags: stringMap,
      metadata: struct,
      inputCount: countArbitrary,
      inputTokens: countArbitrary,
      inputTexts: list(text),
      responseModel: text,
    },
    ["model"],
  );
}
