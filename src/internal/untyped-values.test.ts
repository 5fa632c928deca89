// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { objectOrEmpty } from "./object-or-empty.js";
import { secondsBetween } from "./seconds-between.js";
import { timestampOr } from "./timestamp-or.js";
import { toText } from "./to-text.js";

describe("objectOrEmpty", () => {
  it("keeps an object itself", () => {
    const value = { a: 1 };
    expect(objectOrEmpty(value)).toBe(value);
  });

  it.each([null, undefined, "text", 5, [1]])("takes %j for an object without fields", (value) => {
    expect(objectOrEmpty(value as unknown as object)).toEqual({});
  });
});

describe("timestampOr", () => {
  const fallback = new Date(0);

  it("keeps a date that spans and records can hold", () => {
    const date = new Date("2026-03-01T12:00:00.000Z");
    expect(timestampOr(date, fallback)).toBe(date);
  });

  it.each([undefined, null, "2026-03-01", 5, new Date(Number.NaN), new Date(8.64e15), JSON.parse('{"getTime":5}')])(
    "takes the fallback for %s",
    (value) => {
      expect(timestampOr(value, fallback)).toBe(fallback);
    },
  );
});

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
