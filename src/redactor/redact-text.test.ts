// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createTextRedactor, redactSecrets } from "./redact-text.js";

interface PatternTable {
  readonly id: string;
  readonly tier: "light" | "full";
  readonly only_with?: string;
  readonly vectors: readonly { readonly text: readonly string[]; readonly expect: string }[];
}

const tables: { redaction: { patterns: PatternTable[] } } = JSON.parse(
  readFileSync(new URL("../../generated/fixtures/tables.json", import.meta.url), "utf8"),
);
const { patterns } = tables.redaction;
const vectors = patterns.flatMap(({ id, tier, only_with: onlyWith, vectors: list }) =>
  list.map(({ text, expect: expected }, index) => ({ id, index, tier, onlyWith, text: text.join(""), expected })),
);

describe("the vectors of the spec", () => {
  it.each(vectors)("$id $index", ({ tier, onlyWith, text, expected }) => {
    expect(redactSecrets(text, { tier, emails: onlyWith === "emails" })).toBe(expected);
  });

  it.each(vectors.filter(({ tier }) => tier === "full"))("$id $index is left alone by the light tier", ({ text }) => {
    expect(redactSecrets(text)).toBe(text);
  });

  it("leave JSON that they are a value in valid", () => {
    for (const { text } of vectors) {
      const json = JSON.stringify({ command: `run ${text}`, list: [text, JSON.stringify({ inner: text })] });
      const redacted = redactSecrets(json, { tier: "full", emails: true });
      expect(() => JSON.parse(redacted), redacted).not.toThrow();
    }
  });

  it("come to the same end when they are redacted again", () => {
    for (const { text } of vectors) {
      const once = redactSecrets(text, { tier: "full", emails: true });
      expect(redactSecrets(once, { tier: "full", emails: true })).toBe(once);
    }
  });
});

describe("redactSecrets", () => {
  it("finds several secrets of several kinds, and keeps the rest to the letter", () => {
    const key = ["gh", "p_0123456789abcdefghijABCDEFGHIJ012345"].join("");
    const text = `a ${key} b ${key}\nhttps://u:p@host/x — 😀 ${"\ud83d"}`;
    expect(redactSecrets(text)).toBe(
      `a [REDACTED:github-pat] b [REDACTED:github-pat]\nhttps://[REDACTED:connection-string]@host/x — 😀 ${"\ud83d"}`,
    );
  });

  it("leaves e-mail addresses alone unless asked", () => {
    expect(redactSecrets("ann@example.com")).toBe("ann@example.com");
    expect(redactSecrets("ann@example.com", { emails: true })).toBe("[REDACTED:email-address]");
  });
});

describe("bytes", () => {
  const redact = createTextRedactor({});
  const key = ["gh", "p_0123456789abcdefghijABCDEFGHIJ012345"].join("");

  it("without a secret are handed back as they are, whatever they hold", () => {
    const bytes = Uint8Array.from({ length: 10_000 }, (_, index) => index % 256);
    expect(redact(bytes, "full")).toBe(bytes);
  });

  it("lose a secret between bytes that are no text, and nothing else", () => {
    const bytes = new Uint8Array([0xff, 0x00, ...new TextEncoder().encode(`é ${key}`), 0xc3]);
    const redacted = redact(bytes, "light");
    expect(redacted).toEqual(
      new Uint8Array([0xff, 0x00, ...new TextEncoder().encode("é [REDACTED:github-pat]"), 0xc3]),
    );
  });
});
