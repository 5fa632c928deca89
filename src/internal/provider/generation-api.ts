// SPDX-License-Identifier: Apache-2.0
import type { Message, ToolDefinition } from "../../../generated/ts/models.js";
import type { ResolvedProviderOptions } from "../../../generated/ts/provider-options.js";
import type { ApiTable } from "../../../generated/ts/providers.js";
import type { CallContext } from "./call-context.js";

/** What a request says, in the words of a record. */
export interface MappedRequest {
  readonly model: string | undefined;
  readonly systemPrompt?: string | undefined;
  readonly input: Message[];
  /** Names of tools by the ids of the calls in the input, for results in the answer. */
  readonly toolNames: ReadonlyMap<string, string>;
  readonly tools: ToolDefinition[];
  /** Number of contents, with which the history of Gemini's automatic function calling begins. */
  readonly contentCount?: number;
  readonly toolChoice?: string | undefined;
  readonly thinkingEnabled?: boolean | undefined;
  /** What the table does not read. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** What an answer says, in the words of a record. */
export interface MappedResponse {
  readonly responseId?: string | undefined;
  readonly responseModel?: string | undefined;
  readonly output: Message[];
  readonly stopReason?: string | undefined;
  /** What the table does not read. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Set when the answer says that the call failed. */
  readonly failure?: unknown;
}

/** Puts the events of a stream together. */
export interface StreamState {
  push(event: unknown): void;
  /** The provider's last event has come. */
  readonly isComplete: boolean;
  /** The answer so far, as the provider gives it for a call that is not streamed. */
  response(): unknown;
}

/** One API of a provider, for calls that generate. All functions take whatever the provider sends. */
export interface GenerationApi {
  readonly table: ApiTable;
  readonly mapRequest: (request: unknown, options: ResolvedProviderOptions) => MappedRequest;
  readonly mapResponse: (response: unknown, request: MappedRequest, options: ResolvedProviderOptions) => MappedResponse;
  readonly createStreamState: () => StreamState;
  /** Whether an event of a stream is the first to show something of the answer. */
  readonly hasContent: (event: unknown) => boolean;
  /** The error as a record shows it, where the SDK's own does not say it all; the caller always gets the original. */
  readonly describeError?: (error: unknown, context: CallContext) => unknown;
}

/** A request that says nothing. */
export const NOTHING_MAPPED: MappedRequest = { model: undefined, input: [], toolNames: new Map(), tools: [] };
