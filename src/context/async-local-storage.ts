// SPDX-License-Identifier: Apache-2.0
import { AsyncLocalStorage } from "node:async_hooks";
import type { ScopeStorage } from "./scope-storage.js";

/** Storage for runtimes with AsyncLocalStorage: Node, Bun, Deno, and Workers with the compatibility flag. */
export function createScopeStorage<T>(): ScopeStorage<T> {
  const storage = new AsyncLocalStorage<T>();
  return { get: () => storage.getStore(), run: (store, fn) => storage.run(store, fn) };
}
