// SPDX-License-Identifier: Apache-2.0
import { nonBlank, trimmedOrUndefined } from "../internal/non-blank.js";

interface Agent {
  agentName?: string | undefined;
  agentVersion?: string | undefined;
}

interface Conversation {
  conversationId?: string | undefined;
  conversationTitle?: string | undefined;
}

/** The agent: the caller's, else the scope's, else the client's (contract telemetry.7). No text in a scope is blank. */
export function agentOf(given: Agent, context: Agent, config: Agent = {}): Agent {
  return {
    agentName: nonBlank(given.agentName) ?? context.agentName ?? nonBlank(config.agentName),
    agentVersion: nonBlank(given.agentVersion) ?? context.agentVersion ?? nonBlank(config.agentVersion),
  };
}

/** The conversation: the caller's, else the scope's. Only the title is trimmed. */
export function conversationOf(given: Conversation, context: Conversation): Conversation {
  return {
    conversationId: nonBlank(given.conversationId) ?? context.conversationId,
    conversationTitle: trimmedOrUndefined(given.conversationTitle) ?? trimmedOrUndefined(context.conversationTitle),
  };
}
