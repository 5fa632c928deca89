// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import type { Attributes } from "./capture.js";
import { diffValues } from "./diff-values.js";

interface Point {
  readonly name: string;
  readonly attributes: object;
}

/** Points by a label, so that two lists can be compared whatever their order. */
export type LabelledPoints = Readonly<Record<string, unknown>>;

interface Pair {
  readonly expected: number;
  readonly actual: number;
  readonly distance: number;
}

/**
 * Gives each actual point the label of the expected one that it is most like, so that a point that is missing or one too many
 * is a single difference, and an attribute that is wrong is one at its place. A label is the instrument with the attributes in
 * which its points differ: `gen_ai.client.token.usage gen_ai.token.type=input`.
 */
export function pairPoints(
  expected: readonly Point[],
  actual: readonly Point[],
): { readonly expected: LabelledPoints; readonly actual: LabelledPoints } {
  const partners = findPartners(expected, actual);
  const all = [...expected, ...actual];
  const labels = expected.map((point) => labelOf(point, expected));
  const taken = new Set(labels);
  return {
    expected: Object.fromEntries(expected.map((point, index) => [labels[index], point])),
    actual: Object.fromEntries(
      actual.map((point, index) => {
        const label = labels[partners.get(index) ?? -1] ?? freeLabel(labelOf(point, all), taken);
        taken.add(label);
        return [label, point];
      }),
    ),
  };
}

/** The expected point of each actual one, those with the fewest differences first. */
function findPartners(expected: readonly Point[], actual: readonly Point[]): ReadonlyMap<number, number> {
  const pairs = expected.flatMap((left, index) =>
    actual.flatMap((right, other): readonly Pair[] =>
      left.name === right.name
        ? [{ expected: index, actual: other, distance: diffValues(left.attributes, right.attributes).length }]
        : [],
    ),
  );
  const partners = new Map<number, number>();
  const isPaired = new Set<number>();
  for (const pair of [...pairs].sort((left, right) => left.distance - right.distance)) {
    if (isPaired.has(pair.expected) || partners.has(pair.actual)) continue;
    isPaired.add(pair.expected);
    partners.set(pair.actual, pair.expected);
  }
  return partners;
}

function labelOf({ name, attributes }: Point, all: readonly Point[]): string {
  const siblings = all.filter((point) => point.name === name).map((point) => point.attributes as Attributes);
  const own = attributes as Attributes;
  const telling = Object.keys(own).filter((key) => siblings.some((other) => !isDeepStrictEqual(other[key], own[key])));
  return [name, ...telling.sort().map((key) => `${key}=${String(own[key])}`)].join(" ");
}

/** Two points may be alike but for what a label does not tell. */
function freeLabel(label: string, taken: ReadonlySet<string>): string {
  let free = label;
  for (let count = 2; taken.has(free); count += 1) free = `${label} (${count})`;
  return free;
}
