// SPDX-License-Identifier: Apache-2.0
import type { GenerationResult } from "sigil-sdk";
import type {
  AnthropicUsage,
  Block,
  BlockDelta,
  MessagesEvent,
  MessagesRequest,
  MessagesResponse,
} from "./anthropic-types.js";
import { mapMessagesRequest, mapMessagesResponse } from "./map-anthropic-messages.js";
import type { StreamMapping } from "./stream-mapping.js";

/** Records a streamed Anthropic messages call. */
export function mapMessagesStream(request: MessagesRequest): StreamMapping<MessagesEvent> {
  return {
    start: { ...mapMessagesRequest(request), mode: "STREAM" },
    accumulator: createMessagesAccumulator(request),
    isFirstToken: hasContent,
  };
}

function createMessagesAccumulator(request: MessagesRequest): StreamMapping<MessagesEvent>["accumulator"] {
  const blocks = new Map<number, BlockDraft>();
  let head: MessagesResponse | undefined;
  let stopReason: string | null = null;
  let usage: AnthropicUsage = {};

  return {
    push(event: MessagesEvent): void {
      switch (event.type) {
        case "message_start":
          head = event.message;
          usage = event.message.usage;
          return;
        case "content_block_start":
          blocks.set(event.index, { block: event.content_block, inputText: "" });
          return;
        case "content_block_delta":
          blocks.set(event.index, extend(blocks.get(event.index), event.delta));
          return;
        case "message_delta":
          stopReason = event.delta.stop_reason ?? stopReason;
          usage = overwrite(usage, event.usage);
          return;
        case "content_block_stop":
        case "message_stop":
          return;
        default:
          event satisfies never;
      }
    },
    result(): GenerationResult {
      const content = [...blocks.entries()].sort(([left], [right]) => left - right).map(([, draft]) => toBlock(draft));
      const message = { id: head?.id ?? "", model: head?.model ?? "", content, stop_reason: stopReason, usage };
      const result = mapMessagesResponse(request, message);
      // Without a first event there was no usage, as opposed to a usage of zero.
      return { ...result, mode: "STREAM", usage: head === undefined ? undefined : result.usage };
    },
  };
}

/** A content block that is still coming in; `inputText` is the JSON of a tool call so far. */
interface BlockDraft {
  readonly block: Block;
  readonly inputText: string;
}

function extend(draft: BlockDraft | undefined, delta: BlockDelta): BlockDraft {
  const { block, inputText } = draft ?? { block: { type: "text" }, inputText: "" };
  switch (delta.type) {
    case "text_delta":
      return { block: { ...block, text: (block.text ?? "") + delta.text }, inputText };
    case "thinking_delta":
      return { block: { ...block, thinking: (block.thinking ?? "") + delta.thinking }, inputText };
    case "input_json_delta":
      return { block, inputText: inputText + delta.partial_json };
    case "signature_delta":
    case "citations_delta":
      return { block, inputText };
    default:
      return delta satisfies never;
  }
}

function toBlock({ block, inputText }: BlockDraft): Block {
  return inputText === "" ? block : { ...block, input: inputText };
}

/** Counts of a later event are totals, not steps; those it leaves out keep their value. */
function overwrite(usage: AnthropicUsage, later: AnthropicUsage): AnthropicUsage {
  return {
    ...usage,
    ...Object.fromEntries(Object.entries(later).filter(([, value]) => value !== null && value !== undefined)),
  };
}

function hasContent(event: MessagesEvent): boolean {
  if (event.type === "content_block_start") {
    const { text, thinking, name } = event.content_block;
    return [text, thinking, name].some((content) => content !== undefined && content !== "");
  }
  if (event.type !== "content_block_delta") return false;
  const { delta } = event;
  switch (delta.type) {
    case "text_delta":
      return delta.text !== "";
    case "thinking_delta":
      return delta.thinking !== "";
    case "input_json_delta":
      return delta.partial_json !== "";
    case "signature_delta":
    case "citations_delta":
      return false;
    default:
      return delta satisfies never;
  }
}
