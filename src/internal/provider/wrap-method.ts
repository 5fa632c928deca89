// SPDX-License-Identifier: Apache-2.0

import type { ProviderOptions, ResolvedProviderOptions } from "../../../generated/ts/provider-options.js";
import type { SigilClient } from "../../client/sigil-client.js";
import { currentScope } from "../../context/recording-context.js";
import { definedOnly } from "../attribute-values.js";
import { guard } from "../guard.js";
import { type CallContext, NO_CONTEXT } from "./call-context.js";
import type { GenerationApi } from "./generation-api.js";
import { type Method, originalOf, ownerOf, replaceMethod, requireOwner, requireSigil } from "./hook-method.js";
import { resolveProviderOptions } from "./options.js";
import { type EmbeddingApi, recordEmbedding } from "./record-embedding.js";
import { recordGeneration } from "./record-generation.js";

/** A method of a client whose calls are recorded. */
export type RecordedMethod = {
  /** Where the client has it. */
  readonly path: readonly string[];
  /** `owner` is the object of the client that has the method. */
  readonly contextOf: (args: readonly unknown[], owner: unknown) => CallContext;
} & (
  | {
      readonly api: GenerationApi;
      readonly isStreamed: (args: readonly unknown[]) => boolean;
      /** Arguments of the call when an option asks for others than the caller's. */
      readonly argsFor?: (args: unknown[], options: ResolvedProviderOptions) => unknown[];
    }
  | { readonly embeddingApi: EmbeddingApi }
);

export interface RecordingTarget {
  readonly sigil: SigilClient;
  readonly options: ResolvedProviderOptions;
}

/** Options of the wrapper by the method that it put in place. */
const wrapperOptions = new WeakMap<Method, ResolvedProviderOptions>();

/** Replaces the methods of a client that it has; the first one it has to have. */
export function wrapMethods(
  wrapper: string,
  client: object,
  methods: readonly RecordedMethod[],
  target: RecordingTarget,
): void {
  const [first] = methods;
  if (first !== undefined) requireOwner(wrapper, client, first.path);
  for (const method of methods) {
    const owner = ownerOf(client, method.path);
    if (owner === undefined) continue;
    replaceMethod(owner, method.path.at(-1) ?? "", (original) => {
      const recorded = function (this: unknown, ...args: unknown[]): unknown {
        return callRecorded(method, target, this, original, args);
      };
      wrapperOptions.set(recorded, target.options);
      return recorded;
    });
  }
}

/** `client.withOptions()` makes another client, which is to be recorded too. */
export function wrapCopies(client: object, record: (copy: object) => void): void {
  replaceMethod(client, "withOptions", (original) => {
    return function (this: unknown, ...args: unknown[]) {
      const copy = original.apply(this, args);
      if (typeof copy === "object" && copy !== null) guard(() => record(copy));
      return copy;
    };
  });
}

/** Options of one call: those of a wrapper, where it is recorded, and what else the SDK's method takes. */
export interface CallOnceOptions extends ProviderOptions {
  readonly sigil: SigilClient;
  readonly requestOptions?: unknown;
}

/**
 * Makes one call of a client, wrapped or not, and records it once; options of the wrapper hold where the call has none of its own.
 * Gives what the client's own method gives.
 */
export function callOnce(
  caller: string,
  client: object,
  method: RecordedMethod,
  request: object,
  { sigil, requestOptions, ...options }: CallOnceOptions,
): unknown {
  requireSigil(caller, sigil);
  const args = requestOptions === undefined ? [request] : [request, requestOptions];
  const owner = requireOwner(caller, client, method.path);
  // requireOwner has seen that it is a function.
  const own = owner[method.path.at(-1) ?? ""] as Method;
  const merged = { ...wrapperOptions.get(own), ...definedOnly(options) };
  const target = { sigil, options: resolveProviderOptions(merged, caller) };
  return callRecorded(method, target, owner, originalOf(own), args);
}

function callRecorded(
  method: RecordedMethod,
  { sigil, options }: RecordingTarget,
  owner: unknown,
  original: Method,
  args: unknown[],
): unknown {
  if (currentScope().isCallRecorded) return original.apply(owner, args);
  const call = { sigil, options, request: args[0], context: guard(() => method.contextOf(args, owner)) ?? NO_CONTEXT };
  if ("embeddingApi" in method) {
    return recordEmbedding({ ...call, api: method.embeddingApi, invoke: () => original.apply(owner, args) });
  }
  const { api, isStreamed, argsFor } = method;
  const given = argsFor === undefined ? args : argsFor(args, options);
  return recordGeneration({
    ...call,
    api,
    isStreamed: isStreamed(given),
    invoke: () => original.apply(owner, given),
  });
}
