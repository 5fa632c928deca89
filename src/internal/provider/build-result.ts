// SPDX-License-Identifier: Apache-2.0
import { ATTR_SIGIL_STREAM_OUTCOME } from "../../../generated/ts/attributes.js";
import type { Artifact, GenerationResult, GenerationStart } from "../../../generated/ts/models.js";
import type { ResolvedProviderOptions } from "../../../generated/ts/provider-options.js";
import { STREAM_ENDS, type StreamEndId } from "../../../generated/ts/providers.js";
import { guard } from "../guard.js";
import { nonBlank } from "../non-blank.js";
import { rawArtifacts } from "./artifacts.js";
import { type GenerationApi, type MappedRequest, NOTHING_MAPPED } from "./generation-api.js";
import { modelOfCall } from "./model-of-call.js";
import { member } from "./read.js";
import { requestNumbers, tableMetadata } from "./table-fields.js";
import { mapTokenUsage, usageIn } from "./usage.js";

/** A request and what was made of it before the call, since some SDKs change it. */
export interface PreparedRequest {
  readonly api: GenerationApi;
  readonly options: ResolvedProviderOptions;
  readonly start: GenerationStart;
  readonly mapped: MappedRequest;
  /** Those of the request, when artifacts are kept. */
  readonly artifacts: Artifact[];
}

/** What a recording starts with. A request that cannot be read is a call all the same; `onError` hears of it. */
export function prepareRequest(
  api: GenerationApi,
  request: unknown,
  options: ResolvedProviderOptions,
  onError?: (error: unknown) => void,
): PreparedRequest {
  const attempt = <T>(fn: () => T): T | undefined => guard(fn, onError);
  const mapped = attempt(() => api.mapRequest(request, options)) ?? NOTHING_MAPPED;
  const { model, systemPrompt, tools, toolChoice, thinkingEnabled } = mapped;
  const { conversationId, conversationTitle, userId, agentName, agentVersion, tags, contentCapture } = options;
  const start: GenerationStart = {
    model: modelOfCall(api.table, options, model),
    conversationId,
    conversationTitle,
    userId,
    agentName,
    agentVersion,
    tags,
    contentCapture,
    systemPrompt,
    tools,
    toolChoice,
    thinkingEnabled,
    ...attempt(() => requestNumbers(api.table, request)),
    metadata: {
      ...attempt(() => ({ ...options.metadata })),
      ...attempt(() => tableMetadata(api.table, "request", request)),
      ...mapped.metadata,
    },
  };
  const artifacts = attempt(() => rawArtifacts(api.table, { request, tools: rawTools(request) }, options)) ?? [];
  return { api, options, start, mapped, artifacts };
}

/** What is known when there is no answer: the call failed, or nobody looked at what came. */
export function resultWithoutResponse({ mapped, artifacts }: PreparedRequest, end?: StreamEndId): GenerationResult {
  return { input: mapped.input, output: [], artifacts, metadata: outcomeMetadata(end) };
}

export interface ResponseFacts {
  /** How a stream ended. */
  readonly end?: StreamEndId | undefined;
  /** Events of a stream, when artifacts are kept; the answer was put together from them. */
  readonly streamEvents?: readonly unknown[] | undefined;
}

/** What a recording ends with; `failure` is the error that the answer itself reports. */
export function resultOfResponse(
  prepared: PreparedRequest,
  response: unknown,
  { end, streamEvents }: ResponseFacts = {},
): { readonly result: GenerationResult; readonly failure: unknown } {
  const { api, options, start, mapped, artifacts } = prepared;
  const { failure, ...answer } = api.mapResponse(response, mapped, options);
  const responseModel = nonBlank(answer.responseModel);
  const shown = streamEvents === undefined ? { response } : { streamEvents };
  const keepsStopReason = end === undefined || STREAM_ENDS[end].keepsStopReason;
  const result: GenerationResult = {
    ...(mapped.model === undefined &&
      responseModel !== undefined && { model: { ...start.model, name: responseModel } }),
    responseId: answer.responseId,
    responseModel: responseModel ?? mapped.model,
    input: mapped.input,
    output: answer.output,
    stopReason: keepsStopReason ? answer.stopReason : undefined,
    usage: mapTokenUsage(api.table, usageIn(api.table, response), options.usageMode),
    artifacts: [...artifacts, ...rawArtifacts(api.table, shown, options)],
    metadata: { ...tableMetadata(api.table, "response", response), ...answer.metadata, ...outcomeMetadata(end) },
  };
  return { result, failure };
}

function outcomeMetadata(end: StreamEndId | undefined): Record<string, unknown> {
  const outcome = end === undefined ? undefined : STREAM_ENDS[end].outcome;
  return outcome === undefined ? {} : { [ATTR_SIGIL_STREAM_OUTCOME]: outcome };
}

/** OpenAI and Anthropic have them at the top of the request, Gemini in its config. */
function rawTools(request: unknown): unknown {
  return member(request, "tools") ?? member(member(request, "config"), "tools");
}
