// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import { readWaitOptions } from "./wait-options.js";

it("gives what was given", () => {
  const { signal } = new AbortController();
  expect(readWaitOptions({ timeoutMs: 5, signal }, 10)).toEqual({ timeoutMs: 5, signal });
  expect(readWaitOptions({ timeoutMs: 0 }, 10)).toEqual({ timeoutMs: 0, signal: undefined });
  expect(readWaitOptions({ timeoutMs: Infinity }, 10)).toEqual({ timeoutMs: Infinity, signal: undefined });
});

it.each<[name: string, options: unknown]>([
  ["nothing", undefined],
  ["null", null],
  ["a text", "soon"],
  ["wrong types", { timeoutMs: "5", signal: { aborted: true, addEventListener: () => undefined } }],
  ["no number", { timeoutMs: Number.NaN, signal: null }],
  ["a time before now", { timeoutMs: -1 }],
  ["what cannot be read", new Proxy({}, { get: () => expect.fail() })],
])("takes %s for the default", (_name, options) => {
  expect(readWaitOptions(options, 10)).toEqual({ timeoutMs: 10, signal: undefined });
});
