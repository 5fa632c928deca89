// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unlessRaw, withoutMedia } from "./without-media.js";

const DATA = "aGFsbG8=";

describe("media in JSON", () => {
  it.each([
    // Anthropic
    [
      { type: "base64", media_type: "image/png", data: DATA },
      { type: "base64", media_type: "image/png", data: "[image image/png 5 bytes]" },
    ],
    [
      { document: { source: { media_type: "application/pdf", data: DATA } } },
      { document: { source: { media_type: "application/pdf", data: "[file application/pdf 5 bytes]" } } },
    ],
    // As it stands in results of tools
    [
      { type: "document", title: "Report", source: { type: "base64", media_type: "application/pdf", data: DATA } },
      {
        type: "document",
        title: "Report",
        source: {
          type: "base64",
          media_type: "application/pdf",
          data: "[document Report application/pdf 5 bytes]",
        },
      },
    ],
    // Gemini
    [
      { inlineData: { mimeType: "audio/wav", data: DATA } },
      { inlineData: { mimeType: "audio/wav", data: "[audio audio/wav 5 bytes]" } },
    ],
    // OpenAI
    [
      { type: "input_audio", input_audio: { format: "wav", data: DATA } },
      { type: "input_audio", input_audio: { format: "wav", data: "[audio audio/wav 5 bytes]" } },
    ],
    [{ image_url: { url: `data:image/gif;base64,${DATA}` } }, { image_url: { url: "[image image/gif 5 bytes]" } }],
    [
      { file: { filename: "a.txt", file_data: DATA } },
      { file: { filename: "a.txt", file_data: "[file a.txt 5 bytes]" } },
    ],
    [
      { type: "image_generation_call", result: DATA },
      { type: "image_generation_call", result: "[image image/png 5 bytes]" },
    ],
    [
      { type: "image_generation_call", result: DATA, output_format: "webp" },
      { type: "image_generation_call", result: "[image image/webp 5 bytes]", output_format: "webp" },
    ],
    [
      { filename: "a.pdf", file_data: `data:application/pdf;base64,${DATA}` },
      { filename: "a.pdf", file_data: "[file a.pdf application/pdf 5 bytes]" },
    ],
    [{ partial_image_b64: DATA }, { partial_image_b64: "[image 5 bytes]" }],
    [{ data: [{ b64_json: DATA }] }, { data: [{ b64_json: "[image 5 bytes]" }] }],
    [
      { type: "response.audio.delta", delta: DATA },
      { type: "response.audio.delta", delta: "[audio 5 bytes]" },
    ],
    [new Uint8Array(3), "[file 3 bytes]"],
  ])("%j becomes %j", (given, expected) => {
    const before = structuredClone(given);
    expect(withoutMedia(given)).toEqual(expected);
    expect(given).toEqual(before);
  });

  it.each([
    [{ type: "text", media_type: "text/plain", data: "As it is." }],
    [{ type: "response.output_text.delta", delta: "text" }],
    [{ type: "mcp_call", result: "text" }],
    [{ data: "no type beside it" }],
    [{ url: "https://example.test/a.png" }],
  ])("%j is none", (value) => {
    expect(withoutMedia(value)).toBe(value);
  });

  it("stays when the caller wants it", () => {
    const value = { media_type: "image/png", data: DATA };
    expect(unlessRaw(value, true)).toBe(value);
    expect(unlessRaw(value, false)).toEqual({ media_type: "image/png", data: "[image image/png 5 bytes]" });
  });

  it("is nowhere, however deep it stands", () => {
    const secret = Buffer.from("a picture of somebody").toString("base64");
    const media = fc.constantFrom<unknown>(
      { media_type: "image/png", data: secret },
      { inlineData: { mimeType: "image/png", data: secret } },
      { input_audio: { data: secret } },
      { file_data: secret },
      `data:image/png;base64,${secret}`,
    );
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5, withCrossShrink: true },
        media,
        fc.string(),
        fc.array(tie("tree"), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom("source", "content", "x"), tie("tree"), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        expect(JSON.stringify(withoutMedia(value)) ?? "").not.toContain(secret);
      }),
    );
  });

  it("is looked for no deeper than there is a stack", () => {
    let deep: unknown = { file_data: DATA };
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    expect(() => withoutMedia(deep)).not.toThrow();
  });
});
