// SPDX-License-Identifier: Apache-2.0
import { createScopeStorage } from "#als";
import type { RecordingContext } from "../../generated/ts/models.js";
import type { ConcreteCaptureMode } from "../../generated/ts/capture.js";
import { nonBlank } from "../internal/non-blank.js";

/** What an open generation passes on to recordings inside its callback. */
export interface EnclosingGeneration {
  readonly mode: ConcreteCaptureMode;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface Scope {
  readonly context: RecordingContext;
  readonly generation?: EnclosingGeneration | undefined;
}

const NO_SCOPE: Scope = Object.freeze({ context: Object.freeze({}) });
const storage = createScopeStorage<Scope>();

/** The scope that is in force where it is called; recorders read it once, when they start. */
export function currentScope(): Scope {
  return storage.get() ?? NO_SCOPE;
}

/**
 * Runs `fn` with defaults for every recording inside it, across awaits. Scopes nest: a field that is set replaces the outer
 * one, a blank field unsets it, tags are overlaid. An explicit value on a recording wins over the scope.
 *
 * @example
 * withContext({ conversationId: "conv-1", agentName: "planner" }, () => handleRequest(request));
 */
export function withContext<R>(context: RecordingContext, fn: () => R): R {
  const outer = currentScope();
  return storage.run({ ...outer, context: overlay(outer.context, context) }, fn);
}

/** Runs `fn` inside a generation, so that tools, embeddings and nested generations inherit its capture mode. */
export function withGeneration<R>(generation: EnclosingGeneration, fn: () => R): R {
  return storage.run({ ...currentScope(), generation }, fn);
}

function overlay(outer: RecordingContext, inner: RecordingContext): RecordingContext {
  const merged: Record<string, unknown> = { ...outer };
  for (const [key, value] of Object.entries(inner)) {
    if (value === undefined) continue;
    merged[key] = typeof value === "string" ? nonBlank(value) : value;
  }
  if (outer.tags !== undefined && inner.tags !== undefined) merged["tags"] = { ...outer.tags, ...inner.tags };
  return merged;
}
