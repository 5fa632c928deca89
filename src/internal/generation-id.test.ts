// SPDX-License-Identifier: Apache-2.0
import { afterEach, expect, it, vi } from "vitest";

afterEach(() => vi.restoreAllMocks());

it("is gen_ and 64 random bits in hex, leading zeros kept; no bits are used twice", async () => {
  let turn = 0;
  const fill = vi.spyOn(crypto, "getRandomValues").mockImplementation((array) => {
    turn += 1;
    (array as BigUint64Array).forEach((_, index, numbers) => {
      numbers[index] = BigInt(turn * 0x10000 + index);
    });
    return array;
  });
  vi.resetModules();
  const { createGenerationId } = await import("./generation-id.js");
  const ids = Array.from({ length: 129 }, createGenerationId);
  expect([ids[0], ids[1], ids[127], ids[128]]).toEqual([
    "gen_0000000000010000",
    "gen_0000000000010001",
    "gen_000000000001007f",
    "gen_0000000000020000",
  ]);
  expect({ filled: fill.mock.calls.length, distinct: new Set(ids).size }).toEqual({ filled: 2, distinct: 129 });
});

it("is another one every time", async () => {
  const { createGenerationId } = await import("./generation-id.js");
  const ids = Array.from({ length: 1000 }, createGenerationId);
  expect(new Set(ids).size).toBe(1000);
  expect(ids.every((id) => /^gen_[0-9a-f]{16}$/.test(id))).toBe(true);
});
