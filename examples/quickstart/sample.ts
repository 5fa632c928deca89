// SPDX-License-Identifier: Apache-2.0
import { type ProviderSample, providerSample } from "../../src/testing-support/provider-samples.js";

/** The calls that the quick start plays, in its order; the provider tests hold many more. */
export const SAMPLE_NAMES = [
  "openai/chat-text-sync-cached",
  "openai/chat-tool-use-sync",
  "openai/chat-stream-text-tool-usage",
  "anthropic/messages-tool-use-sync",
  "anthropic/messages-stream-thinking-tool-usage",
  "gemini/generate-text-sync-cached",
  "openai/embeddings-tokens-float",
] as const;

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

/** A call of a provider, its answer, and what a recording of it has to hold. */
export interface Sample extends ProviderSample {
  readonly expect: Expectation & ProviderSample["expect"];
}

/** Reads a sample. */
export function loadSample(name: (typeof SAMPLE_NAMES)[number]): Sample {
  // The file is ours; what differs from its expectation fails the run.
  return providerSample(name) as Sample;
}
