// SPDX-License-Identifier: Apache-2.0
import type { ContentCaptureMode } from "../../generated/ts/enums.js";
import { withContext } from "./recording-context.js";

/** Runs `fn` with a default conversation id for every recording inside it; blank unsets the outer one. See {@link withContext}. */
export function withConversationId<R>(conversationId: string | undefined, fn: () => R): R {
  return withContext({ conversationId }, fn);
}

/** Runs `fn` with a default conversation title for every recording inside it; blank unsets the outer one. See {@link withContext}. */
export function withConversationTitle<R>(conversationTitle: string | undefined, fn: () => R): R {
  return withContext({ conversationTitle }, fn);
}

/** Runs `fn` with a default end-user id for every recording inside it; blank unsets the outer one. See {@link withContext}. */
export function withUserId<R>(userId: string | undefined, fn: () => R): R {
  return withContext({ userId }, fn);
}

/** Runs `fn` with a default agent name for every recording inside it; blank unsets the outer one. See {@link withContext}. */
export function withAgentName<R>(agentName: string | undefined, fn: () => R): R {
  return withContext({ agentName }, fn);
}

/** Runs `fn` with a default agent version for every recording inside it; blank unsets the outer one. See {@link withContext}. */
export function withAgentVersion<R>(agentVersion: string | undefined, fn: () => R): R {
  return withContext({ agentVersion }, fn);
}

/**
 * Runs `fn` with a capture mode for recordings that name none and for which the resolver decides nothing. Inside a generation
 * it can tighten that generation's mode, never loosen it. See {@link withContext}.
 */
export function withContentCaptureMode<R>(contentCapture: ContentCaptureMode, fn: () => R): R {
  return withContext({ contentCapture }, fn);
}
