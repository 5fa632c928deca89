// SPDX-License-Identifier: Apache-2.0

/** Carries a value through the synchronous and asynchronous calls that `run` makes. */
export interface ScopeStorage<T> {
  get(): T | undefined;
  run<R>(store: T, fn: () => R): R;
}
