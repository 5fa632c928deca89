// SPDX-License-Identifier: Apache-2.0
// The part of Anthropic's message types that the mappings read; an application takes them from `@anthropic-ai/sdk`.

export interface MessagesRequest {
  readonly model: string;
  readonly max_tokens: number;
  readonly system?: string | readonly { readonly text: string }[];
  readonly messages: readonly {
    readonly role: "user" | "assistant" | "system";
    readonly content: string | readonly Block[];
  }[];
  readonly tools?: readonly AnthropicTool[];
  readonly tool_choice?: object;
  readonly thinking?: { readonly type: string; readonly budget_tokens?: number };
  readonly output_config?: { readonly effort?: string };
  readonly temperature?: number;
  readonly top_p?: number;
}

/** A content block; which fields are there depends on the type. */
export interface Block {
  readonly type: string;
  readonly text?: string;
  readonly thinking?: string;
  /** Of a tool use. */
  readonly id?: string;
  readonly name?: string;
  readonly input?: unknown;
  /** Of a tool result. */
  readonly tool_use_id?: string;
  readonly content?: string | readonly Block[];
  readonly is_error?: boolean;
}

export interface AnthropicTool {
  readonly name?: string;
  /** Absent or `custom` for the caller's own tools. */
  readonly type?: string | null;
  readonly description?: string;
  readonly input_schema?: object;
  readonly defer_loading?: boolean;
}

/** Counts of a response; in a stream they are cumulative and each may be missing. */
export interface AnthropicUsage {
  readonly input_tokens?: number | null;
  readonly output_tokens?: number | null;
  readonly cache_read_input_tokens?: number | null;
  readonly cache_creation_input_tokens?: number | null;
  readonly output_tokens_details?: { readonly thinking_tokens?: number } | null;
  readonly service_tier?: string | null;
  readonly speed?: string | null;
}

export interface MessagesResponse {
  readonly id: string;
  readonly model: string;
  readonly content: readonly Block[];
  readonly stop_reason: string | null;
  readonly usage: AnthropicUsage;
}

export type MessagesEvent =
  | { readonly type: "message_start"; readonly message: MessagesResponse }
  | { readonly type: "content_block_start"; readonly index: number; readonly content_block: Block }
  | { readonly type: "content_block_delta"; readonly index: number; readonly delta: BlockDelta }
  | { readonly type: "content_block_stop"; readonly index: number }
  | {
      readonly type: "message_delta";
      readonly delta: { readonly stop_reason: string | null };
      readonly usage: AnthropicUsage;
    }
  | { readonly type: "message_stop" };

export type BlockDelta =
  | { readonly type: "text_delta"; readonly text: string }
  | { readonly type: "thinking_delta"; readonly thinking: string }
  | { readonly type: "input_json_delta"; readonly partial_json: string }
  | { readonly type: "signature_delta" | "citations_delta" };
