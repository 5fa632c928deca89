// SPDX-License-Identifier: Apache-2.0
// The part of OpenAI's chat completion types that the mappings read; an application takes them from `openai`.

export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly tools?: readonly ChatTool[];
  readonly tool_choice?: string | object;
  readonly max_completion_tokens?: number | null;
  readonly max_tokens?: number | null;
  readonly temperature?: number | null;
  readonly top_p?: number | null;
  readonly reasoning_effort?: string | null;
}

export interface ChatMessage {
  readonly role: string;
  readonly name?: string;
  readonly content?: string | readonly ChatContentPart[] | null;
  readonly refusal?: string | null;
  readonly tool_calls?: readonly ChatToolCall[];
  /** Only in tool messages. */
  readonly tool_call_id?: string;
}

export interface ChatContentPart {
  readonly type: string;
  readonly text?: string;
  readonly refusal?: string;
}

export type ChatToolCall =
  | {
      readonly id: string;
      readonly type: "function";
      readonly function: { readonly name: string; readonly arguments: string };
    }
  | {
      readonly id: string;
      readonly type: "custom";
      readonly custom: { readonly name: string; readonly input: string };
    };

export type ChatTool =
  | {
      readonly type: "function";
      readonly function: { readonly name: string; readonly description?: string; readonly parameters?: object };
    }
  | { readonly type: "custom"; readonly custom: { readonly name: string; readonly description?: string } };

export interface ChatUsage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
  readonly prompt_tokens_details?: { readonly cached_tokens?: number; readonly cache_write_tokens?: number };
  readonly completion_tokens_details?: { readonly reasoning_tokens?: number };
}

export interface ChatResponse {
  readonly id: string;
  readonly model: string;
  readonly service_tier?: string | null;
  readonly choices: readonly { readonly finish_reason: string; readonly message: ChatMessage }[];
  readonly usage?: ChatUsage | null;
}

export interface ChatChunk {
  readonly id: string;
  readonly model: string;
  readonly service_tier?: string | null;
  /** Empty in the chunk that carries the usage. */
  readonly choices: readonly {
    readonly index: number;
    readonly delta: ChatDelta;
    readonly finish_reason: string | null;
  }[];
  readonly usage?: ChatUsage | null;
}

export interface ChatDelta {
  readonly content?: string | null;
  readonly refusal?: string | null;
  readonly tool_calls?: readonly ChatToolCallDelta[];
}

/** A piece of a tool call. Id and name come once, the text of the arguments in pieces. */
export interface ChatToolCallDelta {
  readonly index: number;
  readonly id?: string;
  readonly type?: "function" | "custom";
  readonly function?: { readonly name?: string; readonly arguments?: string };
  readonly custom?: { readonly name?: string; readonly input?: string };
}
