// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { overlay } from "./overlay.js";

const odd = (json: string): Record<string, string> => JSON.parse(json);

describe("overlay", () => {
  it("merges one level deep into a new object, later layers winning", () => {
    const first = { a: { x: 1 }, b: { x: 1 } };
    const merged = overlay<object>(first, undefined, { b: { y: 2 } });
    expect(merged).toEqual({ a: { x: 1 }, b: { y: 2 } });
    expect(first.b).toEqual({ x: 1 });
  });

  it("of nothing is an empty object", () => {
    expect(overlay()).toEqual({});
    expect(overlay(undefined, undefined)).toEqual({});
  });

  it("keeps __proto__ as an own entry and the prototype as it is", () => {
    const merged = overlay(odd('{"__proto__":"a"}'), odd('{"__proto__":"b"}'));
    expect(Object.getOwnPropertyDescriptor(merged, "__proto__")?.value).toBe("b");
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
  });

  it.each([["text"], [5], [["a"]]])("gives back a layer that is no object, for the validator: %j", (foreign) => {
    expect(overlay({ a: "1" }, foreign as unknown as Record<string, string>)).toBe(foreign);
  });
});
