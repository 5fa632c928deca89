// SPDX-License-Identifier: Apache-2.0

interface Point {
  readonly name: string;
  readonly attributes: object;
}

/** What tells the points of a run apart: instrument and attributes, in whatever order these are. */
export function pointKey({ name, attributes }: Point): string {
  return JSON.stringify([name, Object.entries(attributes).sort(([left], [right]) => (left < right ? -1 : 1))]);
}

/** The points of the instruments that other points belong to. */
export function ofInstruments<Item extends Point>(points: readonly Item[], others: readonly Point[]): readonly Item[] {
  const names = new Set(others.map(({ name }) => name));
  return points.filter(({ name }) => names.has(name));
}

/** Points without what no case speaks of; the live check looks at it. */
export function withoutOrigin<Item extends { readonly scope: string; readonly kind: string }>(
  points: readonly Item[],
): readonly Omit<Item, "scope" | "kind">[] {
  return points.map(({ scope: _scope, kind: _kind, ...point }) => point);
}
