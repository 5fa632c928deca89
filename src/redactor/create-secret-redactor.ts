// SPDX-License-Identifier: Apache-2.0
import { ATTR_CALL_ERROR, ATTR_SIGIL_CONVERSATION_TITLE } from "../../generated/ts/attributes.js";
import type { Artifact, Generation, Message, MessagePart, ToolDefinition } from "../../generated/ts/models.js";
import { CONTENT_TIERS, MESSAGE_TEXT_TIERS, type RedactionTier } from "../../generated/ts/redaction.js";
import type { GenerationSanitizer } from "../config/option-types.js";
import { isObject } from "../internal/value-types.js";
import { createTextRedactor, type TextRedactionOptions, type TextRedactor } from "./redact-text.js";

export interface SecretRedactorOptions extends TextRedactionOptions {
  /** Whether texts of the user are searched too. Default false: a false alarm would change what the user said. */
  readonly redactInputMessages?: boolean | undefined;
}

/** Redacts a value that may be missing. */
type Redact = <T>(value: T, tier: RedactionTier) => T;

/**
 * A sanitizer that replaces secrets in all content of a generation by `[REDACTED:kind]`: keys and tokens of well-known
 * services, private keys, bearer tokens, passwords in URLs, and in arguments and results of tools also values with telling
 * names. Tool spans and error texts go through it as well. It is a net for accidents, no proof that nothing gets through.
 *
 * @example
 * const client = new SigilClient({ generationSanitizer: createSecretRedactor() });
 */
export function createSecretRedactor(options: SecretRedactorOptions = {}): GenerationSanitizer {
  const redact = forAnyValue(createTextRedactor(options));
  const tierOf = (role: Message["role"]): RedactionTier | undefined => {
    const tier = MESSAGE_TEXT_TIERS[role] ?? "light";
    if (tier !== "input") return tier;
    return options.redactInputMessages === true ? "light" : undefined;
  };
  const redactMessages = (messages: readonly Message[] | undefined): readonly Message[] | undefined =>
    mapList(messages, (message) => {
      const tier = tierOf(message.role);
      return { ...message, parts: mapList(message.parts, (part) => redactPart(part, tier, redact)) };
    });
  return (generation) => ({
    ...generation,
    systemPrompt: redact(generation.systemPrompt, CONTENT_TIERS.systemPrompt),
    input: redactMessages(generation.input),
    output: redactMessages(generation.output),
    tools: mapList(generation.tools, (tool) => redactDefinition(tool, redact)),
    artifacts: mapList(generation.artifacts, (artifact) => redactArtifact(artifact, redact)),
    callError: redact(generation.callError, CONTENT_TIERS.errorText),
    conversationTitle: redact(generation.conversationTitle, CONTENT_TIERS.conversationTitle),
    metadata: redactMirrors(generation.metadata, redact),
  });
}

function redactPart(part: MessagePart, textTier: RedactionTier | undefined, redact: Redact): MessagePart {
  switch (part.kind) {
    case "text":
      return textTier === undefined ? part : { ...part, text: redact(part.text, textTier) };
    case "thinking":
      return { ...part, thinking: redact(part.thinking, CONTENT_TIERS.thinking) };
    case "tool_call": {
      const { toolCall } = part;
      return { ...part, toolCall: { ...toolCall, inputJson: redact(toolCall.inputJson, CONTENT_TIERS.toolCallInput) } };
    }
    case "tool_result": {
      const { toolResult } = part;
      const content = redact(toolResult.content, CONTENT_TIERS.toolResultContent);
      const contentJson = redact(toolResult.contentJson, CONTENT_TIERS.toolResultContent);
      return { ...part, toolResult: { ...toolResult, content, contentJson } };
    }
    default:
      return part satisfies never;
  }
}

function redactDefinition(tool: ToolDefinition, redact: Redact): ToolDefinition {
  const tier = CONTENT_TIERS.toolDefinitionText;
  return {
    ...tool,
    description: redact(tool.description, tier),
    inputSchemaJson: redact(tool.inputSchemaJson, tier),
  };
}

/** Names and addresses too: a URI may hold a password. */
function redactArtifact({ kind, name, contentType, payload, recordId, uri }: Artifact, redact: Redact): Artifact {
  const tier = CONTENT_TIERS.rawArtifact;
  return {
    kind,
    name: redact(name, tier),
    contentType: redact(contentType, tier),
    payload: redact(payload, tier),
    recordId: redact(recordId, tier),
    uri: redact(uri, tier),
  };
}

/** Title and error text stand in metadata too; all else there is the caller's own. */
function redactMirrors(metadata: Generation["metadata"], redact: Redact): Generation["metadata"] {
  if (!isObject(metadata)) return metadata;
  const copy = { ...metadata };
  if (ATTR_CALL_ERROR in copy) copy[ATTR_CALL_ERROR] = redact(copy[ATTR_CALL_ERROR], CONTENT_TIERS.errorText);
  if (ATTR_SIGIL_CONVERSATION_TITLE in copy)
    copy[ATTR_SIGIL_CONVERSATION_TITLE] = redact(copy[ATTR_SIGIL_CONVERSATION_TITLE], CONTENT_TIERS.conversationTitle);
  return copy;
}

function mapList<L extends readonly object[] | undefined>(
  list: L,
  change: (element: NonNullable<L>[number]) => NonNullable<L>[number],
): L {
  if (!Array.isArray(list)) return list;
  // A list stays a list of the same elements; what is no object in it is left for the validator.
  return list.map((element: NonNullable<L>[number]) => (isObject(element) ? change(element) : element)) as unknown as L;
}

/** Values of another type are left for the validator. */
function forAnyValue(redactText: TextRedactor): Redact {
  return <T>(value: T, tier: RedactionTier): T => {
    const isText = typeof value === "string" || value instanceof Uint8Array;
    // Text becomes text, bytes become bytes.
    return isText ? (redactText(value, tier) as T) : value;
  };
}
