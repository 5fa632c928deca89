// SPDX-License-Identifier: Apache-2.0
// The mappers behind fromRequestResponse and fromStream: the same mapping as that of a wrapped client, without a call.
import type { GenerationResult } from "../../../generated/ts/models.js";
import type { StreamEndId } from "../../../generated/ts/providers.js";
import { errorText } from "../../errors/sigil-error.js";
import type { ObserveOptions } from "../../recorder/observe-stream.js";
import { type PreparedRequest, prepareRequest, type ResponseFacts, resultOfResponse } from "./build-result.js";
import type { GenerationApi } from "./generation-api.js";
import { type MapperOptions, resolveOptions } from "./options.js";

/** What is known about a stream that is over. */
export interface StreamSummary<Event, Response> {
  /** What the stream gave, in order. */
  events?: Iterable<Event> | undefined;
  /** The whole answer, such as a helper of the provider's SDK puts it together; wins over the events. */
  finalResponse?: Response | undefined;
  /** When the first token came; for `recorder.setFirstTokenAt()`, the mapper has no use for it. */
  firstChunkAt?: Date | undefined;
  /** How the stream ended when it did not end as it should. Default: `truncated` when the provider's last event is missing. */
  outcome?: Exclude<StreamEndId, "complete" | "rawResponse"> | undefined;
  /** What was thrown. */
  error?: unknown;
}

/** Everything that a request and its answer say. */
export function mapRequestResponse(
  api: GenerationApi,
  request: unknown,
  response: unknown,
  options: MapperOptions | undefined,
): GenerationResult {
  return mapCall(prepare(api, request, options), response, {});
}

/** Everything that a request and the stream of its answer say. */
export function mapStream(
  api: GenerationApi,
  request: unknown,
  summary: StreamSummary<unknown, unknown>,
  options: MapperOptions | undefined,
): GenerationResult {
  const prepared = prepare(api, request, options);
  const { events, finalResponse, outcome, error } = summary;
  const streamEvents = events === undefined ? undefined : [...events];
  const state = api.createStreamState();
  for (const event of streamEvents ?? []) state.push(event);
  const isComplete = finalResponse !== undefined || state.isComplete;
  const end: StreamEndId = outcome ?? (error !== undefined ? "error" : isComplete ? "complete" : "truncated");
  const result = mapCall(prepared, finalResponse ?? state.response(), { end, streamEvents });
  const shown = error === undefined || end === "aborted" ? undefined : api.describeError(error, undefined);
  return { ...result, mode: "STREAM", ...(shown !== undefined && { callError: errorText(shown) }) };
}

/** What `recorder.observe` needs to put the answer together while the stream goes by. */
export function createObserveOptions(
  api: GenerationApi,
  request: unknown,
  options: MapperOptions | undefined,
): ObserveOptions<unknown> {
  const prepared = prepare(api, request, options);
  const state = api.createStreamState();
  return {
    accumulator: { push: (event) => state.push(event), result: () => mapCall(prepared, state.response(), {}) },
    isFirstToken: api.hasContent,
  };
}

function prepare(api: GenerationApi, request: unknown, options: MapperOptions | undefined): PreparedRequest {
  return prepareRequest(api, request, resolveOptions(options, "mapper"));
}

function mapCall(prepared: PreparedRequest, response: unknown, facts: ResponseFacts): GenerationResult {
  const { result, failure } = resultOfResponse(prepared, response, facts);
  const { contentCapture: _, ...start } = prepared.start;
  return {
    ...start,
    ...result,
    metadata: { ...start.metadata, ...result.metadata },
    ...(failure !== undefined && { callError: errorText(failure) }),
  };
}
