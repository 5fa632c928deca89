// SPDX-License-Identifier: Apache-2.0
import { toBinary } from "@bufbuild/protobuf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generationArbitrary } from "../../codegen/testing/arbitraries.js";
import { toProtoMessage } from "../../codegen/testing/to-proto-message.js";
import { GenerationSchema } from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
import { recordCost } from "./record-cost.js";

/** The size that protobuf-es gives a record, which the ingest counts. */
function exactSize(record: Parameters<typeof recordCost>[0]): number {
  return toBinary(GenerationSchema, toProtoMessage(record)).byteLength;
}

describe("recordCost", () => {
  it("accepts a record at its exact size and refuses it one byte below", () => {
    fc.assert(
      fc.property(generationArbitrary, (record) => {
        const size = exactSize(record);
        expect(recordCost(record, size).fits).toBe(true);
        expect(recordCost(record, size - 1)).toEqual({ fits: false, bytes: size });
      }),
      { numRuns: 300 },
    );
  });

  it("accepts exactly what fits, whatever the limit", () => {
    fc.assert(
      fc.property(generationArbitrary, fc.nat(20_000), (record, limit) => {
        expect(recordCost(record, limit).fits).toBe(exactSize(record) <= limit);
      }),
      { numRuns: 300 },
    );
  });

  it("charges what a record weighs in memory: for many small objects more than for their bytes", () => {
    const input = Array.from({ length: 200 }, () => ({
      role: "user" as const,
      parts: [{ kind: "text" as const, text: "hi" }],
    }));
    const cost = recordCost({ input }, 1_000_000);
    // The record, its list, and per message the message, its list of parts and the part.
    expect(cost).toEqual({ fits: true, bytes: 160 * (2 + 3 * 200) });
  });

  it("charges long texts by their length", () => {
    const cost = recordCost({ systemPrompt: "x".repeat(100_000) }, 1_000_000);
    expect(cost.fits && cost.bytes >= 100_000 && cost.bytes < 101_000).toBe(true);
  });

  it("measures what may not fit, and charges the exact size then", () => {
    const text = "€".repeat(1000);
    const record = { systemPrompt: text };
    const size = exactSize(record);
    expect(recordCost(record, size)).toEqual({ fits: true, bytes: size });
    expect(recordCost({ systemPrompt: "x".repeat(1000) }, 1010)).toEqual({ fits: true, bytes: expect.any(Number) });
  });

  it("does not scan what is too long as it stands, and says how long it is at least", () => {
    const record = { systemPrompt: "€".repeat(1000), callError: "€".repeat(1000) };
    const sizes = [500, 3500].map((limit) => recordCost(record, limit));
    expect(sizes.map(({ fits }) => fits)).toEqual([false, false]);
    // Both texts by their length, or only the second one.
    expect(sizes.map(({ bytes }) => Math.floor(bytes / 1000))).toEqual([2, 4]);
  });

  it("counts byte arrays by their length", () => {
    const record = { artifacts: [{ kind: "request" as const, payload: new Uint8Array(5000) }] };
    expect(recordCost(record, 5000)).toEqual({ fits: false, bytes: exactSize(record) });
    expect(recordCost(record, exactSize(record)).fits).toBe(true);
  });
});
