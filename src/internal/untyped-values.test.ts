// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { secondsBetween } from "./seconds-between.js";
import { toText } from "./to-text.js";

describe("toText", () => {
  it("decodes bytes as UTF-8, also wrong ones, and leaves the rest alone", () => {
    const object = {};
    expect([toText("x"), toText(new TextEncoder().encode("ü")), toText(Buffer.from("b"))]).toEqual(["x", "ü", "b"]);
    expect([toText(new Uint8Array([0xff])), toText(object), toText(undefined)]).toEqual(["\ufffd", object, undefined]);
  });
});

describe("secondsBetween", () => {
  it.each([
    [0, 1500, 1.5],
    [0, 0, 0],
    [1500, 0, 0],
  ])("from %i ms to %i ms is %d s", (start, end, seconds) => {
    expect(secondsBetween(new Date(start), new Date(end))).toBe(seconds);
  });
});
