// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { copyBytes, copyDate, copyList, copyStringMap, copyStruct, wellFormed } from "./copy-values.js";
import type { SnapshotContext } from "./snapshot-context.js";

const context: SnapshotContext = {
  note: () => {},
  toJsonObject: () => ({ converted: true }),
  toJsonValue: (value) => value,
};

describe("wellFormed", () => {
  it.each([
    ["plain", "plain"],
    ["\ud83d\ude00", "\ud83d\ude00"],
    ["a\ud800", "a\ufffd"],
    ["\udc00\ud800", "\ufffd\ufffd"],
    [5, 5],
    [undefined, undefined],
  ])("%j becomes %j", (value, expected) => {
    expect(wellFormed(value)).toBe(expected);
  });
});

describe("copyDate", () => {
  it("copies dates and passes everything else", () => {
    const date = new Date(5);
    expect(copyDate(date)).toEqual(date);
    expect(copyDate(date)).not.toBe(date);
    expect(copyDate("today")).toBe("today");
  });
});

describe("copyBytes", () => {
  it("copies the bytes of a part of a pooled buffer", () => {
    const buffer = Buffer.from("xabcx").subarray(1, 4);
    const copy = copyBytes(buffer);
    buffer.fill(0);
    expect(copy).toEqual(new Uint8Array([97, 98, 99]));
  });

  it("makes text well-formed and passes everything else", () => {
    expect([copyBytes("\ud800"), copyBytes(5)]).toEqual(["\ufffd", 5]);
  });
});

describe("copyList", () => {
  it("copies every element, holes included", () => {
    const list = ["a"];
    list[2] = "b\ud800";
    expect(copyList(list, context, wellFormed)).toEqual(["a", undefined, "b\ufffd"]);
  });

  it("passes what is no list", () => {
    const set = new Set(["a"]) as unknown as string[];
    expect(copyList(set, context, wellFormed)).toBe(set);
  });
});

describe("copyStringMap", () => {
  it("copies own entries into a plain object", () => {
    const map = Object.assign(Object.create({ inherited: "no" }) as Record<string, string>, {
      team: "search",
      "b\ud800": "\udc00",
    });
    expect(copyStringMap(map)).toStrictEqual({ team: "search", "b\ufffd": "\ufffd" });
  });

  it("keeps values of a wrong type for the validator", () => {
    expect(copyStringMap({ team: 5 as unknown as string })).toEqual({ team: 5 });
  });

  it("carries __proto__ as data", () => {
    expect(JSON.stringify(copyStringMap(JSON.parse('{"__proto__":"x"}') as Record<string, string>))).toBe(
      '{"__proto__":"x"}',
    );
  });
});

describe("copyStruct", () => {
  it("converts objects and passes everything else", () => {
    const list = [1] as unknown as Record<string, unknown>;
    expect([copyStruct({ a: 1 }, context), copyStruct(list, context)]).toEqual([{ converted: true }, list]);
  });
});
