// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import { loadTinyModel } from "../../testing/load-tiny.js";
import { tsRedactionEmitter } from "./redaction.js";

it("writes patterns as literals with their parts, and tiers by class and role", async () => {
  const [file] = tsRedactionEmitter.emit(await loadTinyModel());
  const text = file?.text ?? "";
  expect(text.slice(text.indexOf("/** What takes the place"))).toBe(
    `/** What takes the place of a secret. */
export const REPLACEMENT: string = "[REDACTED:{label}]";

/** Formats in the order in which they are looked for. */
export const REDACTION_PATTERNS: readonly RedactionPattern[] = [
  /** A key. */
  {
    label: "tiny-key",
    tier: "light",
    literals: ["tiny_"],
    pattern: /(\\b)(?:tiny_[a-z]{8,})()/g,
  },
  /** A value with a telling name. */
  {
    label: "named-value",
    tier: "full",
    literals: [],
    pattern: /(password=)(?:[^ \\t\\r\\n/]{3,})()/gi,
  },
];

/** Tier of every class of content that does not depend on who speaks. */
export const CONTENT_TIERS = { toolContent: "full", errorText: "light" } as const;

/** Text. \`input\` is light, and only with the caller's switch for it. */
export const TEXT_TIERS: Readonly<Partial<Record<MessageRole, RedactionTier | "input">>> = { user: "input", assistant: "light" };
`,
  );
});
