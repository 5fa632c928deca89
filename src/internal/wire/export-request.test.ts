// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import {
  binaryItemSize,
  binaryRequestChunks,
  binaryRequestSize,
  joinBinaryRequest,
  joinJsonRequest,
  jsonRequestChunks,
  jsonRequestSize,
} from "./export-request.js";

const short = new Uint8Array([1, 2]);
const long = new Uint8Array(300).fill(7);
const object = new TextEncoder().encode('{"id":"a"}');

describe("a protobuf export request", () => {
  it("has a key and a length before every record", () => {
    expect([...joinBinaryRequest([short, long, new Uint8Array()])]).toEqual([
      0x0a,
      2,
      1,
      2,
      0x0a,
      0xac,
      0x02,
      ...long,
      0x0a,
      0,
    ]);
  });

  it("is empty without records", () => {
    expect([...joinBinaryRequest([])]).toEqual([]);
  });

  it("is as long as its size says", () => {
    expect({ items: [2, 300, 0].map(binaryItemSize), request: binaryRequestSize([2, 300, 0]) }).toEqual({
      items: [4, 303, 2],
      request: 309,
    });
  });

  it("holds the records themselves, not copies", () => {
    expect(binaryRequestChunks([short, long])[1]).toBe(short);
  });
});

describe("a JSON export request", () => {
  it.each([
    [[], '{"generations":[]}'],
    [[object], '{"generations":[{"id":"a"}]}'],
    [[object, object], '{"generations":[{"id":"a"},{"id":"a"}]}'],
  ])("joins %j", (records, text) => {
    const body = joinJsonRequest(records);
    expect({
      text: new TextDecoder().decode(body),
      size: jsonRequestSize(records.map((record) => record.length)),
    }).toEqual({
      text,
      size: text.length,
    });
  });

  it("holds the records themselves, not copies", () => {
    expect(jsonRequestChunks([object])[1]).toBe(object);
  });
});
