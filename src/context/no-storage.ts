// SPDX-License-Identifier: Apache-2.0
import type { ScopeStorage } from "./scope-storage.js";

interface BuiltinModules {
  getBuiltinModule?(
    name: string,
  ): { AsyncLocalStorage?: new <T>() => { getStore(): T | undefined; run<R>(store: T, fn: () => R): R } } | undefined;
}

/**
 * Storage for runtimes where `node:async_hooks` may be missing. A runtime that offers it through
 * `process.getBuiltinModule` gets the real thing; elsewhere values only last for the synchronous part of `run`,
 * which is less than a scope, but never a value of someone else's request.
 */
export function createScopeStorage<T>(): ScopeStorage<T> {
  const host = (globalThis as { process?: BuiltinModules }).process;
  const AsyncLocalStorage = host?.getBuiltinModule?.("node:async_hooks")?.AsyncLocalStorage;
  if (AsyncLocalStorage !== undefined) {
    const storage = new AsyncLocalStorage<T>();
    return { get: () => storage.getStore(), run: (store, fn) => storage.run(store, fn) };
  }
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
