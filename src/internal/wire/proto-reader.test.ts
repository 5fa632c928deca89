// SPDX-License-Identifier: Apache-2.0
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExportGenerationsResponseSchema } from "../../../generated/proto/sigil/v1/generation_ingest_pb.js";
import { decodeExportResults } from "../../../generated/ts/export-results.js";
import { ProtoReader } from "./proto-reader.js";

const result = fc.record({
  generationId: fc.string({ unit: "grapheme", maxLength: 20 }),
  accepted: fc.boolean(),
  error: fc.string({ unit: "binary", maxLength: 200 }).map((text) => text.toWellFormed()),
});

/** A response with fields that this version does not know, before, between and after those that it does. */
function encodeWithUnknowns(
  results: readonly { generationId: string; accepted: boolean; error: string }[],
): Uint8Array {
  const writer = new BinaryWriter();
  const addUnknowns = (target: BinaryWriter): BinaryWriter =>
    target
      .tag(100, WireType.Varint)
      .uint64(2n ** 64n - 1n)
      .tag(101, WireType.Bit32)
      .fixed32(7)
      .tag(102, WireType.Bit64)
      .fixed64(7n)
      .tag(536_870_911, WireType.LengthDelimited)
      .bytes(new Uint8Array(300));
  addUnknowns(writer);
  for (const { generationId, accepted, error } of results) {
    const item = addUnknowns(new BinaryWriter());
    item.tag(1, WireType.LengthDelimited).string(generationId).tag(2, WireType.Varint).bool(accepted);
    addUnknowns(item.tag(3, WireType.LengthDelimited).string(error));
    addUnknowns(writer.tag(1, WireType.LengthDelimited).bytes(item.finish()));
  }
  return writer.finish();
}

describe("decodeExportResults", () => {
  it("reads what protobuf-es writes", () => {
    fc.assert(
      fc.property(fc.array(result, { maxLength: 20 }), (results) => {
        const message = create(ExportGenerationsResponseSchema, { results });
        expect(decodeExportResults(toBinary(ExportGenerationsResponseSchema, message))).toEqual(results);
      }),
    );
  });

  it("passes over fields that it does not know", () => {
    fc.assert(
      fc.property(fc.array(result, { maxLength: 5 }), (results) => {
        expect(decodeExportResults(encodeWithUnknowns(results))).toEqual(results);
      }),
    );
  });

  it("reads or refuses a cut message, and never makes a result up", () => {
    fc.assert(
      fc.property(fc.array(result, { minLength: 1, maxLength: 5 }), fc.nat(), (results, at) => {
        const bytes = toBinary(ExportGenerationsResponseSchema, create(ExportGenerationsResponseSchema, { results }));
        const cut = bytes.subarray(0, at % (bytes.length + 1));
        const seen = readOrRefuse(cut);
        if (seen !== "refused") expect(results.slice(0, seen.length)).toEqual(seen);
      }),
    );
  });

  it("ends on any bytes, and refuses what protobuf-es refuses", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const seen = readOrRefuse(bytes);
        const expected = readWithProtobufEs(bytes);
        if (expected !== "refused" && seen !== "refused") expect(seen).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["a number that does not end", [0x08]],
    ["a number of eleven bytes", [0x10, ...Array.from({ length: 11 }, () => 0x80), 1]],
    ["a length beyond the end", [0x0a, 0x05, 0x00]],
    ["a huge length", [0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f]],
    ["a group", [0x0b]],
    ["a list of numbers", [0x08, 0x01]],
  ])("refuses %s", (_, bytes) => {
    expect(() => decodeExportResults(Uint8Array.from(bytes))).toThrow(RangeError);
  });
});

function readOrRefuse(bytes: Uint8Array): ReturnType<typeof decodeExportResults> | "refused" {
  try {
    return decodeExportResults(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    return "refused";
  }
}

function readWithProtobufEs(bytes: Uint8Array): ReturnType<typeof decodeExportResults> | "refused" {
  try {
    const { results } = fromBinary(ExportGenerationsResponseSchema, bytes);
    return results.map(({ generationId, accepted, error }) => ({ generationId, accepted, error }));
  } catch {
    return "refused";
  }
}

describe("ProtoReader.int", () => {
  it("reads what protobuf-es writes, negative numbers included", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        const reader = new ProtoReader(new BinaryWriter().tag(1, WireType.Varint).int64(value).finish());
        expect([reader.nextField(), reader.int(), reader.nextField()]).toEqual([1, value, 0]);
      }),
    );
  });
});
