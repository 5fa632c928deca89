// SPDX-License-Identifier: Apache-2.0

/** Carries a value through the synchronous and asynchronous calls that `run` makes. */
export interface ScopeStorage<T> {
  get(): T | undefined;
  run<R>(store: T, fn: () => R): R;
}

/** Calls a function, and gives what it gives. */
export type Runner = <R>(fn: () => R) => R;

/** What is needed of the platform's class. */
export interface AsyncStorageClass {
  new <T>(): { getStore(): T | undefined; run<R>(store: T, fn: () => R): R };
  snapshot?(): Runner;
}

export function storageOf<T>(AsyncStorage: AsyncStorageClass): ScopeStorage<T> {
  const storage = new AsyncStorage<T>();
  return { get: () => storage.getStore(), run: (store, fn) => storage.run(store, fn) };
}

/** Runs functions in the asynchronous context of now, wherever they are called. */
export function snapshotOf(AsyncStorage: AsyncStorageClass | undefined): Runner {
  return AsyncStorage?.snapshot?.() ?? ((fn) => fn());
}
