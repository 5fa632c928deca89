// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { addJson, addList, addText, addTextMap, createWeight, type Weight } from "./weight.js";

function weightOf(add: (weight: Weight) => void): Weight {
  const weight = createWeight();
  add(weight);
  return weight;
}

describe("weight", () => {
  it.each<[string, (weight: Weight) => void, Weight]>([
    ["text", (weight) => addText("zoë😀", weight), { units: 5, bytes: 0, values: 1, objects: 0 }],
    ["bytes", (weight) => addText(Uint8Array.of(1, 2), weight), { units: 0, bytes: 2, values: 1, objects: 0 }],
    ["no text", (weight) => addText(undefined, weight), { units: 0, bytes: 0, values: 1, objects: 0 }],
    ["a list", (weight) => addList(["ab", "c"], weight, addText), { units: 3, bytes: 0, values: 2, objects: 1 }],
    ["no list", (weight) => addList(undefined, weight, addText), { units: 0, bytes: 0, values: 0, objects: 0 }],
    ["a map", (weight) => addTextMap({ ab: "c", d: "" }, weight), { units: 4, bytes: 0, values: 6, objects: 1 }],
    ["no map", (weight) => addTextMap(undefined, weight), { units: 0, bytes: 0, values: 0, objects: 0 }],
    ["null", (weight) => addJson(null, weight), { units: 0, bytes: 0, values: 2, objects: 0 }],
    ["a number", (weight) => addJson(1.5, weight), { units: 0, bytes: 0, values: 2, objects: 0 }],
    // {"ab":["c"]}: the object, its key, the list with the index as a key, the text.
    ["JSON", (weight) => addJson({ ab: ["c"] }, weight), { units: 4, bytes: 0, values: 8, objects: 2 }],
  ])("%s", (_, add, expected) => {
    expect(weightOf(add)).toEqual(expected);
  });
});
