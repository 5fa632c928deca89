// SPDX-License-Identifier: Apache-2.0
/** What a stream has put together, in the order of its indices; what has none stands behind, as it came. */
export function byIndex<T>(pieces: ReadonlyMap<unknown, T>): T[] {
  const entries = [...pieces].map(([key, piece]) => ({
    rank: typeof key === "number" ? key : Number.MAX_VALUE,
    piece,
  }));
  return entries.sort((left, right) => left.rank - right.rank).map(({ piece }) => piece);
}
