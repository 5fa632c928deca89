// SPDX-License-Identifier: Apache-2.0
// The mappers behind fromRequestResponse and fromStream: the same mapping as that of a wrapped client, without a call.

import type { SigilStreamOutcomeValue } from "../../../generated/ts/attribute-values.js";
import type { GenerationResult } from "../../../generated/ts/models.js";
import type { MapperOptions } from "../../../generated/ts/provider-options.js";
import { STREAM_ENDS, type StreamEndId } from "../../../generated/ts/providers.js";
import { errorText } from "../../errors/sigil-error.js";
import type { ObserveOptions } from "../../recorder/observe-stream.js";
import { guard } from "../guard.js";
import {
  type PreparedRequest,
  prepareRequest,
  type ResponseFacts,
  resultOfResponse,
  resultWithoutResponse,
} from "./build-result.js";
import { NO_CONTEXT } from "./call-context.js";
import type { GenerationApi, StreamState } from "./generation-api.js";
import { resolveProviderOptions } from "./options.js";

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
  return mapCall(prepare(api, request, options), () => response, {});
}

/** Everything that a request and the stream of its answer say. */
export function mapStream(
  api: GenerationApi,
  request: unknown,
  summary: StreamSummary<unknown, unknown> | undefined,
  options: MapperOptions | undefined,
): GenerationResult {
  const prepared = prepare(api, request, options);
  const { events, finalResponse, outcome, error } = guard(() => ({ ...summary })) ?? {};
  const state = api.createStreamState();
  const streamEvents = events && pushAll(events, state);
  const named = typeof outcome === "string" && Object.hasOwn(STREAM_ENDS, outcome) ? outcome : undefined;
  const end = named ?? (error === undefined ? undefined : "error");
  const facts = { end: end ?? (finalResponse === undefined ? endOfWhole(state) : "complete"), streamEvents };
  const result = mapCall(prepared, () => finalResponse ?? state.response(), facts);
  const shown = error === undefined || end === "aborted" ? undefined : describe(api, error);
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
  const streamEvents: unknown[] | undefined = prepared.options.rawArtifacts ? [] : undefined;
  return {
    accumulator: {
      push: (event) => {
        streamEvents?.push(event);
        state.push(event);
      },
      result: (outcome) => mapCall(prepared, () => state.response(), { end: endOf(outcome, state), streamEvents }),
    },
    isFirstToken: api.hasContent,
  };
}

/** Takes the events as far as they can be read. */
function pushAll(events: Iterable<unknown>, state: StreamState): unknown[] {
  const taken: unknown[] = [];
  guard(() => {
    for (const event of events) {
      taken.push(event);
      guard(() => state.push(event));
    }
  });
  return taken;
}

function endOf(outcome: SigilStreamOutcomeValue | undefined, state: StreamState): StreamEndId {
  if (outcome === undefined) return endOfWhole(state);
  const ends = Object.keys(STREAM_ENDS) as StreamEndId[];
  return ends.find((end) => STREAM_ENDS[end].outcome === outcome) ?? "error";
}

/** What was read to its end is not whole before the provider's last event. */
function endOfWhole({ isComplete }: StreamState): StreamEndId {
  return isComplete ? "complete" : "truncated";
}

function describe(api: GenerationApi, error: unknown): unknown {
  return guard(() => api.describeError?.(error, NO_CONTEXT)) ?? error;
}

function prepare(api: GenerationApi, request: unknown, options: MapperOptions | undefined): PreparedRequest {
  return prepareRequest(api, request, resolveProviderOptions(options, "mapper"));
}

/** What cannot be read is as if it were not there: mappers do not throw because of it. */
function mapCall(prepared: PreparedRequest, response: () => unknown, facts: ResponseFacts): GenerationResult {
  const { result, failure } = guard(() => resultOfResponse(prepared, response(), facts)) ?? {
    result: resultWithoutResponse(prepared, facts.end),
    failure: undefined,
  };
  const { contentCapture: _, ...start } = prepared.start;
  return {
    ...start,
    ...result,
    metadata: { ...start.metadata, ...result.metadata },
    ...(failure !== undefined && { callError: errorText(failure) }),
  };
}
