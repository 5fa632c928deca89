// SPDX-License-Identifier: Apache-2.0
import { createScopeStorage } from "#als";
import type { ConcreteCaptureMode } from "../../generated/ts/capture.js";
import type { RecordingContext } from "../../generated/ts/models.js";
import { RECORDING_CONTEXT_SHAPE } from "../../generated/ts/record-shapes.js";
import { Copier, NO_COPIES } from "../internal/copier.js";
import { copyRecord } from "../internal/copy-record.js";
import { nonBlank } from "../internal/non-blank.js";

/** What an open generation passes on to recordings inside its callback. */
export interface EnclosingGeneration {
  readonly mode: ConcreteCaptureMode;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface Scope {
  /** No text in it is blank. */
  readonly context: Readonly<RecordingContext>;
  readonly generation?: EnclosingGeneration | undefined;
  /** Somebody records the call of a provider that is made inside. */
  readonly isCallRecorded?: true | undefined;
}

const NO_SCOPE: Scope = Object.freeze({ context: Object.freeze({}) });
const storage = createScopeStorage<Scope>();

/** The scope that is in force where it is called; recorders read it once, when they start. */
export function currentScope(): Scope {
  return storage.get() ?? NO_SCOPE;
}

/**
 * Runs `fn` with defaults for every recording inside it, across awaits. Scopes nest: a field that is set replaces the outer
 * one, a blank text unsets it, tags are overlaid. An explicit value on a recording wins over the scope. The context is copied.
 *
 * @example
 * withContext({ conversationId: "conv-1", agentName: "planner" }, () => handleRequest(request));
 */
export function withContext<R>(context: RecordingContext, fn: () => R): R {
  const outer = currentScope();
  return storage.run({ ...outer, context: nest(outer.context, context) }, fn);
}

/** Runs `fn` inside a generation, if there is one, so that tools, embeddings and nested generations inherit its capture mode. */
export function withGeneration<R>(generation: EnclosingGeneration | undefined, fn: () => R): R {
  return generation === undefined ? fn() : storage.run({ ...currentScope(), generation }, fn);
}

/**
 * Runs `fn`, inside of which wrapped clients of providers pass their calls through unrecorded: a handler of a framework that
 * records the call itself keeps it from being recorded twice.
 */
export function withRecordedCall<R>(fn: () => R): R {
  return storage.run({ ...currentScope(), isCallRecorded: true }, fn);
}

function nest(outer: RecordingContext, given: RecordingContext): RecordingContext {
  const inner = copyRecord(RECORDING_CONTEXT_SHAPE, given, new Copier(NO_COPIES));
  const fields = Object.entries(inner).map(([key, value]) => [
    key,
    typeof value === "string" ? nonBlank(value) : value,
  ]);
  const tags = inner.tags === undefined ? outer.tags : { ...outer.tags, ...inner.tags };
  return { ...outer, ...Object.fromEntries(fields), tags };
}
