// SPDX-License-Identifier: Apache-2.0
// The protobuf-es message of a friendly record, written by hand: what the generated encoders are compared with.
import { create, type JsonObject, type MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import * as proto from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
import type {
  Artifact,
  Generation,
  Message,
  MessagePart,
  TokenUsage,
  ToolDefinition,
} from "../../generated/ts/models.js";

const MODES = { SYNC: proto.GenerationMode.SYNC, STREAM: proto.GenerationMode.STREAM };
const ROLES = {
  user: proto.MessageRole.USER,
  assistant: proto.MessageRole.ASSISTANT,
  tool: proto.MessageRole.TOOL,
};
const KINDS = {
  request: proto.ArtifactKind.REQUEST,
  response: proto.ArtifactKind.RESPONSE,
  tools: proto.ArtifactKind.TOOLS,
  provider_event: proto.ArtifactKind.PROVIDER_EVENT,
};

/** `model` and `usage` are always there, local fields are not; a surrogate without its partner becomes U+FFFD. */
export function toProtoMessage(record: Generation): proto.Generation {
  return mapToProtoMessage(wellFormed(record));
}

/** The same for records whose strings are well-formed. */
export function mapToProtoMessage(record: Generation): proto.Generation {
  const message = create(proto.GenerationSchema, {
    ...identity(record),
    model: record.model ?? {},
    usage: toUsage(record.usage ?? {}),
    input: record.input?.map(toMessage) ?? [],
    output: record.output?.map(toMessage) ?? [],
    tools: record.tools?.map(toTool) ?? [],
    rawArtifacts: record.artifacts?.map(toArtifact) ?? [],
    tags: record.tags ?? {},
    parentGenerationIds: [...(record.parentGenerationIds ?? [])],
  });
  if (record.startedAt) message.startedAt = timestampFromDate(record.startedAt);
  if (record.completedAt) message.completedAt = timestampFromDate(record.completedAt);
  // A record's metadata has passed the snapshot, which leaves JSON only.
  if (record.metadata) message.metadata = record.metadata as JsonObject;
  if (record.maxTokens !== undefined) message.maxTokens = BigInt(record.maxTokens);
  if (record.temperature !== undefined) message.temperature = record.temperature;
  if (record.topP !== undefined) message.topP = record.topP;
  if (record.toolChoice !== undefined) message.toolChoice = record.toolChoice;
  if (record.thinkingEnabled !== undefined) message.thinkingEnabled = record.thinkingEnabled;
  return message;
}

function identity(record: Generation) {
  return {
    id: record.id ?? "",
    conversationId: record.conversationId ?? "",
    operationName: record.operationName ?? "",
    mode: record.mode === undefined ? proto.GenerationMode.UNSPECIFIED : MODES[record.mode],
    traceId: record.traceId ?? "",
    spanId: record.spanId ?? "",
    responseId: record.responseId ?? "",
    responseModel: record.responseModel ?? "",
    systemPrompt: record.systemPrompt ?? "",
    stopReason: record.stopReason ?? "",
    callError: record.callError ?? "",
    agentName: record.agentName ?? "",
    agentVersion: record.agentVersion ?? "",
  };
}

function toMessage(message: Message): MessageInitShape<typeof proto.MessageSchema> {
  return { name: message.name ?? "", role: ROLES[message.role], parts: message.parts.map(toPart) };
}

function toPart(part: MessagePart): MessageInitShape<typeof proto.PartSchema> {
  return part.providerType
    ? { metadata: { providerType: part.providerType }, payload: toPayload(part) }
    : { payload: toPayload(part) };
}

function toPayload(part: MessagePart): proto.Part["payload"] {
  switch (part.kind) {
    case "text":
      return { case: "text", value: part.text };
    case "thinking":
      return { case: "thinking", value: part.thinking };
    case "tool_call": {
      const { id = "", name, inputJson } = part.toolCall;
      return { case: "toolCall", value: create(proto.ToolCallSchema, { id, name, inputJson: toBytes(inputJson) }) };
    }
    case "tool_result": {
      const { toolCallId = "", name = "", content = "", contentJson, isError = false } = part.toolResult;
      const init = { toolCallId, name, content, contentJson: toBytes(contentJson), isError };
      return { case: "toolResult", value: create(proto.ToolResultSchema, init) };
    }
  }
}

function toUsage(usage: TokenUsage): MessageInitShape<typeof proto.TokenUsageSchema> {
  return {
    inputTokens: BigInt(usage.inputTokens ?? 0),
    outputTokens: BigInt(usage.outputTokens ?? 0),
    totalTokens: BigInt(usage.totalTokens ?? 0),
    cacheReadInputTokens: BigInt(usage.cacheReadInputTokens ?? 0),
    cacheWriteInputTokens: BigInt(usage.cacheWriteInputTokens ?? 0),
    reasoningTokens: BigInt(usage.reasoningTokens ?? 0),
    cacheCreationInputTokens: BigInt(usage.cacheCreationInputTokens ?? 0),
  };
}

function toTool(tool: ToolDefinition): MessageInitShape<typeof proto.ToolDefinitionSchema> {
  const { name, description = "", type = "", inputSchemaJson, deferred = false } = tool;
  return { name, description, type, inputSchemaJson: toBytes(inputSchemaJson), deferred };
}

function toArtifact(artifact: Artifact): MessageInitShape<typeof proto.ArtifactSchema> {
  const { kind, name = "", contentType = "", payload, recordId = "", uri = "" } = artifact;
  return { kind: KINDS[kind], name, contentType, payload: toBytes(payload), recordId, uri };
}

function toBytes(value: string | Uint8Array | undefined): Uint8Array<ArrayBuffer> {
  return typeof value === "string" ? new TextEncoder().encode(value) : new Uint8Array(value ?? []);
}

/** The same value with every string and key in it well-formed. */
function wellFormed<Value>(value: Value): Value {
  // Each branch gives back what it got, which the type parameter cannot express.
  return wellFormedValue(value) as Value;
}

function wellFormedValue(value: unknown): unknown {
  if (typeof value === "string") return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormedValue);
  if (typeof value !== "object" || value === null || value instanceof Date || value instanceof Uint8Array) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key.toWellFormed(), wellFormedValue(member)]),
  );
}
