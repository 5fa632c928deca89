// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { diffValues } from "./diff-values.js";
import { pairPoints } from "./pair-points.js";

const usage = (type: string, sum: number, more: object = {}): { name: string; attributes: object; sum: number } => {
  return { name: "usage", attributes: { provider: "openai", type, ...more }, sum };
};
const duration = { name: "duration", attributes: { provider: "openai" }, sum: 3 };
const EXPECTED = [usage("input", 1), usage("output", 2), usage("cache", 3), duration];

function pathsOf(actual: readonly { name: string; attributes: object }[]): readonly string[] {
  const paired = pairPoints(EXPECTED, actual);
  return diffValues(paired.expected, paired.actual, "metrics").map(({ path }) => path);
}

test("does not look at the order", () => {
  expect(pathsOf([...EXPECTED].reverse())).toEqual([]);
});

test("a point that is missing is one difference, and so is one too many", () => {
  expect(pathsOf([duration, usage("output", 2), usage("cache", 3)])).toEqual(['metrics["usage type=input"]']);
  expect(pathsOf([...EXPECTED, usage("reasoning", 4)])).toEqual(['metrics["usage type=reasoning"]']);
  expect(pathsOf(EXPECTED.slice(0, 3))).toEqual(["metrics.duration"]);
});

test("an attribute that is wrong, missing or one too many is a difference at its place", () => {
  const tagged = EXPECTED.map((point) => ({ ...point, attributes: { ...point.attributes, version: "7" } }));
  expect(pathsOf(tagged.slice(0, 3).concat(duration as never))).toEqual(
    ["input", "output", "cache"].map((type) => `metrics["usage type=${type}"].attributes.version`),
  );
  expect(pathsOf([...EXPECTED.slice(0, 3), { ...duration, attributes: {} }])).toEqual([
    "metrics.duration.attributes.provider",
  ]);
});

test("a wrong value is one at its place", () => {
  expect(pathsOf([usage("input", 9), ...EXPECTED.slice(1)])).toEqual(['metrics["usage type=input"].sum']);
});
