// SPDX-License-Identifier: Apache-2.0
import { afterEach, describe, expect, it, vi } from "vitest";

const texts = [
  "",
  "plain",
  "plain text that is longer than the short loop takes",
  "Zürich €10 😀",
  "\ud83d",
  "a\ude00b\ud83d\ud83d\ude00",
  "\ud83dx".repeat(30),
  "é".repeat(300),
  "😀".repeat(300),
];

/** The modules as they are where `Buffer` is, or is not, a global. */
async function loadModules(hasBuffer: boolean): Promise<{
  readonly utf8: typeof import("./utf8.js") & typeof import("./utf8-size.js");
  readonly base64: typeof import("./base64.js");
}> {
  vi.resetModules();
  if (!hasBuffer) vi.stubGlobal("Buffer", undefined);
  return {
    utf8: { ...(await import("./utf8.js")), ...(await import("./utf8-size.js")) },
    base64: await import("./base64.js"),
  };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe.each([
  ["with Buffer", true],
  ["without Buffer", false],
])("%s", (_, hasBuffer) => {
  it.each(texts)("measures and writes %j as TextEncoder does", async (text) => {
    const { utf8 } = await loadModules(hasBuffer);
    const expected = new TextEncoder().encode(text);
    const bytes = new Uint8Array(expected.length + 2);
    const size = utf8.utf8Size(text);
    new utf8.Utf8Target(bytes).write(text, size, 1);
    expect({ size, bytes: [...bytes] }).toEqual({ size: expected.length, bytes: [0, ...expected, 0] });
  });

  it("writes base64 with padding", async () => {
    const { base64 } = await loadModules(hasBuffer);
    const texts = ["", "f", "fo", "foo", "foob", "é", "\ud83d"].map((text) => new TextEncoder().encode(text));
    const bytes = new Uint8Array([9, 0xfb, 0xef, 0xff, 0]).subarray(1, 4);
    expect([...texts, bytes].map(base64.toBase64)).toEqual([
      "",
      "Zg==",
      "Zm8=",
      "Zm9v",
      "Zm9vYg==",
      "w6k=",
      "77+9",
      "++//",
    ]);
  });
});
