// SPDX-License-Identifier: Apache-2.0
import { AsyncLocalStorage } from "node:async_hooks";
import { type Runner, type ScopeStorage, snapshotOf, storageOf } from "./scope-storage.js";

/** Storage for runtimes with AsyncLocalStorage: Node, Bun, Deno, and Workers with the compatibility flag. */
export function createScopeStorage<T>(): ScopeStorage<T> {
  return storageOf(AsyncLocalStorage);
}

/** Runs what belongs to no request, in the context of the import: no scope, and, where that was no request, no store of one. */
export const runOutside: Runner = /*@__PURE__*/ snapshotOf(AsyncLocalStorage);
