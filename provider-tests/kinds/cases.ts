// SPDX-License-Identifier: Apache-2.0
import type { Message, MessagePart } from "sigil-sdk";

/** One case for each type of a union: a type that the package adds is an error of the compiler until it has a case. */
export type CasesByType<Union extends { type?: string | null | undefined }, Expected> = {
  readonly [Type in NonNullable<Union["type"]>]: {
    readonly given: Extract<Union, { type?: Type | null | undefined }>;
    readonly becomes: Expected;
  };
};

export function text(content: string, providerType?: string): MessagePart {
  return { kind: "text", text: content, ...(providerType !== undefined && { providerType }) };
}

export function thinking(content: string, providerType: string): MessagePart {
  return { kind: "thinking", thinking: content, providerType };
}

export function call(id: string | undefined, name: string, input: unknown, providerType: string): MessagePart {
  return {
    kind: "tool_call",
    toolCall: {
      ...(id !== undefined && { id }),
      name,
      ...(input !== undefined && { inputJson: typeof input === "string" ? input : JSON.stringify(input) }),
    },
    providerType,
  };
}

/** A result; JSON is given as a value. */
export function result(
  toolCallId: string | undefined,
  { json, ...fields }: { name?: string; content?: string; json?: unknown; isError?: true },
  providerType: string,
): MessagePart {
  return {
    kind: "tool_result",
    toolResult: {
      ...(toolCallId !== undefined && { toolCallId }),
      ...fields,
      ...(json !== undefined && { contentJson: JSON.stringify(json) }),
    },
    providerType,
  };
}

/** Parts of all messages. */
export function partsOf(messages: readonly Message[] | undefined): MessagePart[] {
  return (messages ?? []).flatMap(({ parts }) => parts);
}
