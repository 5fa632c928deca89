// SPDX-License-Identifier: Apache-2.0
import type { MessageRole } from "../../../generated/ts/enums.js";
import type { Message, MessagePart, ToolCall, ToolResult } from "../../../generated/ts/models.js";
import { nonBlank } from "../non-blank.js";

/**
 * Puts parts into messages in the order in which they come. A message ends where the next part needs another role (reasoning
 * and calls are the assistant's, results the tool's) and where the provider's own message ends. Blank texts are left out: a
 * record may not hold them.
 */
export class MessageBuilder {
  readonly messages: Message[] = [];
  /** Those of the last message. */
  #parts: MessagePart[] = [];
  readonly #toolNames: Map<string, string>;
  #isOpening = true;
  #name: string | undefined;

  /** Names of tools by the ids of their calls, of messages that came before. */
  constructor(toolNames: ReadonlyMap<string, string> = new Map()) {
    this.#toolNames = new Map(toolNames);
  }

  get toolNames(): ReadonlyMap<string, string> {
    return this.#toolNames;
  }

  /** Begins a message of the provider; `name` is the speaker's, until the next one begins or the speaker is done. */
  open(name?: unknown): void {
    this.#isOpening = true;
    this.#name = nonBlank(name);
  }

  /** What follows is nobody's who has a name. */
  endSpeaker(): void {
    this.#name = undefined;
  }

  text(role: MessageRole, text: string, providerType?: string): void {
    if (nonBlank(text) !== undefined) this.#add(role, { kind: "text", text, ...typed(providerType) });
  }

  thinking(thinking: string, providerType?: string): void {
    if (nonBlank(thinking) !== undefined)
      this.#add("assistant", { kind: "thinking", thinking, ...typed(providerType) });
  }

  toolCall(toolCall: ToolCall, providerType?: string): void {
    if (toolCall.id !== undefined) this.#toolNames.set(toolCall.id, toolCall.name);
    this.#add("assistant", { kind: "tool_call", toolCall, ...typed(providerType) });
  }

  /** The tool's name is looked up by the id of the call when the provider does not repeat it. */
  toolResult(toolResult: ToolResult, providerType?: string): void {
    const { toolCallId } = toolResult;
    const known = toolCallId === undefined ? providerType : this.#toolNames.get(toolCallId);
    const name = toolResult.name ?? known;
    this.#add("tool", {
      kind: "tool_result",
      toolResult: { ...toolResult, ...(name !== undefined && { name }) },
      ...typed(providerType),
    });
  }

  #add(role: MessageRole, part: MessagePart): void {
    const last = this.messages.at(-1);
    if (!this.#isOpening && last?.role === role) {
      this.#parts.push(part);
      return;
    }
    this.#isOpening = false;
    this.#parts = [part];
    this.messages.push({ role, ...(this.#name !== undefined && { name: this.#name }), parts: this.#parts });
  }
}

function typed(providerType: string | undefined): { providerType?: string } {
  return providerType === undefined ? {} : { providerType };
}
