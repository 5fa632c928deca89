// SPDX-License-Identifier: Apache-2.0
import { type AsyncStorageClass, type Runner, type ScopeStorage, snapshotOf, storageOf } from "./scope-storage.js";

interface BuiltinModules {
  getBuiltinModule?(name: string): { AsyncLocalStorage?: AsyncStorageClass } | undefined;
}

/**
 * Storage for runtimes where `node:async_hooks` may be missing. A runtime that offers it through
 * `process.getBuiltinModule` gets the real thing; elsewhere values only last for the synchronous part of `run`,
 * which is less than a scope, but never a value of someone else's request.
 */
export function createScopeStorage<T>(): ScopeStorage<T> {
  const AsyncStorage = findAsyncStorage();
  if (AsyncStorage !== undefined) return storageOf(AsyncStorage);
  let current: T | undefined;
  return {
    get: () => current,
    run: (store, fn) => {
      const outer = current;
      current = store;
      try {
        return fn();
      } finally {
        current = outer;
      }
    },
  };
}

/** The same as on runtimes with AsyncLocalStorage; elsewhere a function is merely called. */
export const runOutside: Runner = /*@__PURE__*/ snapshotOf(/*@__PURE__*/ findAsyncStorage());

function findAsyncStorage(): AsyncStorageClass | undefined {
  const host = (globalThis as { process?: BuiltinModules }).process;
  return host?.getBuiltinModule?.("node:async_hooks")?.AsyncLocalStorage;
}
