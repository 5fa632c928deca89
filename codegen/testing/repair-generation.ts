// SPDX-License-Identifier: Apache-2.0
import type { Generation, Message, MessagePart } from "../../generated/ts/models.js";

/** Fills what the rules demand and gives every message the role that its parts allow. */
export function repairGeneration(generation: Generation): Generation {
  return {
    ...generation,
    id: shortened(generation.id, 255),
    conversationId: shortened(generation.conversationId, 255),
    conversationTitle: shortened(generation.conversationTitle, 1024),
    userId: shortened(generation.userId, 255),
    mode: generation.mode ?? "SYNC",
    model: {
      provider: filled(generation.model?.provider, "openai"),
      name: filled(generation.model?.name, "gpt-4o-mini"),
    },
    input: generation.input?.map(repairMessage),
    output: generation.output?.map(repairMessage),
    tools: generation.tools?.map((tool) => ({ ...tool, name: filled(tool.name, "search") })),
    artifacts: generation.artifacts?.map((artifact) => ({
      ...artifact,
      recordId: filled(artifact.recordId, "record-1"),
    })),
  };
}

function repairMessage(message: Message): Message {
  const [first = { kind: "text" as const, text: "hello" }, ...rest] = message.parts;
  const role = ROLE_OF_KIND[first.kind] ?? message.role;
  const fitting = rest.filter((part) => part.kind === "text" || ROLE_OF_KIND[part.kind] === role);
  return { ...message, role, parts: [first, ...fitting].map(repairPart) };
}

const ROLE_OF_KIND = { text: undefined, thinking: "assistant", tool_call: "assistant", tool_result: "tool" } as const;

function repairPart(part: MessagePart): MessagePart {
  if (part.kind === "text") return { ...part, text: filled(part.text, "hello") };
  if (part.kind === "thinking") return { ...part, thinking: filled(part.thinking, "hm") };
  if (part.kind === "tool_call")
    return { ...part, toolCall: { ...part.toolCall, name: filled(part.toolCall.name, "search") } };
  return { ...part, toolResult: { ...part.toolResult, toolCallId: filled(part.toolResult.toolCallId, "call-1") } };
}

function filled(text: string | undefined, fallback: string): string {
  return text === undefined || text.trim() === "" ? fallback : text;
}

/** Cut to a number of code points. */
function shortened(text: string | undefined, maxLength: number): string | undefined {
  return text === undefined ? undefined : Array.from(text).slice(0, maxLength).join("");
}
