// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { type LocalIngestOptions, resolveLocalIngestOptions } from "./options.js";

describe("resolveLocalIngestOptions", () => {
  it("applies the defaults", () => {
    const { store, now, answer, onGeneration, ...rest } = resolveLocalIngestOptions({});
    expect(rest).toEqual({
      httpPort: 0,
      grpcPort: 0,
      auth: false,
      defaultTenant: "fake",
      ratings: true,
      maxGrpcMessageBytes: 16_777_216,
    });
    expect([store.list(), now() instanceof Date, typeof answer, typeof onGeneration]).toEqual([
      [],
      true,
      "function",
      "function",
    ]);
  });

  it.each<[LocalIngestOptions, string]>([
    [{ httpPort: -1 }, "httpPort: -1 is out of range; use a whole number from 0 to 65535"],
    [{ grpcPort: 70_000 }, "grpcPort: 70000 is out of range; use a whole number from 0 to 65535"],
    [{ maxGrpcMessageBytes: 0.5 }, "maxGrpcMessageBytes: 0.5 is out of range; use a whole number from 1 to 16777216"],
    [{ defaultTenant: "a|b" }, 'defaultTenant: "a|b" is no tenant id: multiple org IDs present'],
  ])("refuses %j", (options, text) => {
    expect(() => resolveLocalIngestOptions(options)).toThrow(new RangeError(text));
  });
});
