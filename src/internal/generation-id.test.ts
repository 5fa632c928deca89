// SPDX-License-Identifier: Apache-2.0
import { afterEach, expect, it, vi } from "vitest";
import { createGenerationId } from "./generation-id.js";

afterEach(() => vi.restoreAllMocks());

it("is gen_ and the 8 random bytes in hex, leading zeros kept", () => {
  vi.spyOn(crypto, "getRandomValues").mockImplementation((array) => {
    (array as Uint8Array).set([0, 1, 15, 16, 127, 128, 254, 255]);
    return array;
  });
  expect(createGenerationId()).toBe("gen_00010f107f80feff");
});

it("is another one every time", () => {
  const ids = Array.from({ length: 1000 }, createGenerationId);
  expect(new Set(ids).size).toBe(1000);
  expect(ids.every((id) => /^gen_[0-9a-f]{16}$/.test(id))).toBe(true);
});
