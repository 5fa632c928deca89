// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

/** The recorded provider calls under `samples/`. */
export type SampleName =
  | "openai/chat-text-sync-cached"
  | "openai/chat-tool-use-sync"
  | "openai/chat-stream-text-tool-usage"
  | "openai/embeddings-tokens-float"
  | "anthropic/messages-tool-use-sync"
  | "anthropic/messages-stream-thinking-tool-usage"
  | "gemini/generate-text-sync-cached";

/** All names, in the order in which the quick start plays them. */
export const SAMPLE_NAMES: readonly SampleName[] = [
  "openai/chat-text-sync-cached",
  "openai/chat-tool-use-sync",
  "openai/chat-stream-text-tool-usage",
  "openai/embeddings-tokens-float",
  "anthropic/messages-tool-use-sync",
  "anthropic/messages-stream-thinking-tool-usage",
  "gemini/generate-text-sync-cached",
];

/** One part of an expected message; exactly one of the first four fields is there. */
export interface ExpectedPart {
  readonly text?: string;
  readonly thinking?: string;
  readonly tool_call?: { readonly id?: string; readonly name: string; readonly input_json?: unknown };
  readonly tool_result?: {
    readonly tool_call_id?: string;
    readonly name?: string;
    readonly content?: string;
    readonly content_json?: unknown;
    readonly is_error?: boolean;
  };
  readonly provider_type?: string;
}

export interface ExpectedMessage {
  readonly role: "user" | "assistant" | "tool";
  readonly name?: string;
  readonly parts: readonly ExpectedPart[];
}

/** A tool definition; the schema is shown as JSON, not as bytes. */
export interface ExpectedTool {
  readonly name: string;
  readonly type?: string;
  readonly description?: string;
  readonly deferred?: boolean;
  readonly input_schema?: unknown;
}

/**
 * What a recording of the call has to hold. Only the fields that are named here are expected; inside a named field an
 * absent one has its default. `metadata` lists the keys that the sample is about, others may be there too.
 */
export interface Expectation {
  readonly model?: { readonly provider: string; readonly name: string };
  readonly response_id?: string;
  readonly response_model?: string;
  readonly system_prompt?: string;
  readonly max_tokens?: number;
  readonly temperature?: number;
  readonly top_p?: number;
  readonly tool_choice?: string;
  readonly thinking_enabled?: boolean;
  readonly input?: readonly ExpectedMessage[];
  /** No message at all is `[]`. */
  readonly output?: readonly ExpectedMessage[];
  readonly tools?: readonly ExpectedTool[];
  /** `null`: the provider reported none. */
  readonly usage?: Readonly<Record<string, number>> | null;
  readonly stop_reason?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** `true`: some text. */
  readonly call_error?: true;
  readonly error_category?: string;
  /** Number of tool calls in the output. */
  readonly tool_calls?: number;
  /** Index of the first event with content, counted as the provider's SDK yields them. */
  readonly first_token_event_index?: number;
  readonly embedding?: {
    readonly input_count: number;
    readonly input_tokens: number;
    readonly input_texts: readonly string[] | null;
    readonly response_model: string;
    readonly dimensions: number;
    readonly encoding_format?: string;
  };
}

interface SampleHead<Request> {
  readonly id: string;
  readonly provider: string;
  readonly description: string;
  /** What the application hands to the provider's SDK. */
  readonly request: Request;
  readonly expect: Expectation;
}

/** A call that was answered as a whole. */
export interface Sample<Request, Response> extends SampleHead<Request> {
  readonly response: Response;
}

/** A call whose answer was streamed: `events` is what the provider's SDK yields. */
export interface StreamSample<Request, Event> extends SampleHead<Request> {
  readonly events: readonly Event[];
}

/** Reads a sample whose answer is one response. The caller names the provider's types. */
export function loadSample<Request, Response>(name: SampleName): Sample<Request, Response> {
  const { response, ...head } = readSample<Request>(name);
  if (response === undefined) throw new Error(`${name} is streamed: load it with loadStreamSample`);
  // The file is ours and its payload was written from the provider's types; the mapping tests read every field used.
  return { ...head, response: response as Response };
}

/** Reads a streamed sample. The caller names the provider's types. */
export function loadStreamSample<Request, Event>(name: SampleName): StreamSample<Request, Event> {
  const { sse, ...head } = readSample<Request>(name);
  if (sse === undefined) throw new Error(`${name} is not streamed: load it with loadSample`);
  // SDKs swallow pings and the closing [DONE] line; the cast is the one of loadSample.
  const events = sse
    .filter(({ event, data }) => data !== undefined && event !== "ping")
    .map(({ data }) => data as Event);
  return { ...head, events };
}

/** Yields the events one after the other, a moment apart, like a stream from a provider. */
export async function* replay<Event>(events: readonly Event[], delayMs = 0): AsyncGenerator<Event, void, undefined> {
  for (const event of events) {
    await setTimeout(delayMs);
    yield event;
  }
}

interface SampleFile<Request> extends SampleHead<Request> {
  readonly schema: string;
  readonly response?: unknown;
  readonly sse?: readonly { readonly event?: string; readonly data?: unknown; readonly raw?: string }[];
}

function readSample<Request>(name: SampleName): SampleFile<Request> {
  const text = readFileSync(new URL(`samples/${name}.json`, import.meta.url), "utf8");
  // Checked by its schema version; the shapes inside are covered by the tests of the mappings.
  const sample = JSON.parse(text) as SampleFile<Request>;
  if (sample.schema !== "provider-sample/1") throw new Error(`${name}: unknown sample schema "${sample.schema}"`);
  return sample;
}
