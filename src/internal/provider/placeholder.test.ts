// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kindOfType, type MediaFacts, mediaAtUrl, mediaPlaceholder } from "./placeholder.js";

describe("a placeholder", () => {
  it.each<[MediaFacts, string]>([
    [{ kind: "image", type: "image/png", data: "aGFsbG8=" }, "[image image/png 5 bytes]"],
    [{ kind: "file", name: "a b.txt", type: "text/plain", data: "aGFsbG8" }, "[file a b.txt text/plain 5 bytes]"],
    [{ kind: "image", where: "https://example.test/a.png" }, "[image https://example.test/a.png]"],
    [{ kind: "file", name: "a.txt", data: new Uint8Array(3) }, "[file a.txt 3 bytes]"],
    [{ kind: "audio", data: "" }, "[audio 0 bytes]"],
    [{ kind: "document" }, "[document]"],
    // Text of the caller is text, not a template
    [{ kind: "file", name: "{size}", where: "$1" }, "[file {size} $1]"],
  ])("of %j", (facts, expected) => {
    expect(mediaPlaceholder(facts)).toBe(expected);
  });

  it("counts the bytes behind base64, padded or not", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), fc.boolean(), (bytes, isPadded) => {
        const base64 = Buffer.from(bytes).toString("base64");
        const data = isPadded ? base64 : base64.replace(/=+$/, "");
        expect(mediaPlaceholder({ kind: "file", data })).toBe(`[file ${bytes.length} bytes]`);
      }),
    );
  });
});

describe("a URL", () => {
  it.each([
    ["https://example.test/a.png", "[image https://example.test/a.png]"],
    ["data:image/png;base64,aGFsbG8=", "[image image/png 5 bytes]"],
    ["data:image/svg+xml;charset=utf-8;base64,aGFsbG8=", "[image image/svg+xml 5 bytes]"],
    ["data:,ünf", "[image 4 bytes]"],
    ["data:broken", "[image data:broken]"],
  ])("%s", (url, expected) => {
    expect(mediaPlaceholder(mediaAtUrl("image", url))).toBe(expected);
  });
});

it.each([
  ["image/png", "image"],
  ["audio/wav", "audio"],
  ["video/mp4", "video"],
  ["application/pdf", "file"],
  ["", "file"],
  [undefined, "file"],
] as const)("the media type %s is of the kind %s", (type, kind) => {
  expect(kindOfType(type, "file")).toBe(kind);
});
