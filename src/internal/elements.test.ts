// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import { elements } from "./elements.js";

it("gives the objects of a list and nothing of anything else", () => {
  const part = { kind: "text" };
  const foreign = [[part, null, 5, "text", []], "text", { 0: part }, undefined, null] as unknown as (
    | object[]
    | undefined
  )[];
  expect(foreign.map(elements)).toEqual([[part], [], [], [], []]);
});
