// SPDX-License-Identifier: Apache-2.0
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { describe, expect, it } from "vitest";
import { readRetryInfoMs } from "./retry-info.js";

const RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";

function encodeDuration(seconds: number, nanos: number): Uint8Array {
  return new BinaryWriter().tag(1, WireType.Varint).int64(seconds).tag(2, WireType.Varint).int32(nanos).finish();
}

function encodeAny(typeUrl: string, value: Uint8Array): Uint8Array {
  return new BinaryWriter()
    .tag(1, WireType.LengthDelimited)
    .string(typeUrl)
    .tag(2, WireType.LengthDelimited)
    .bytes(value)
    .finish();
}

function encodeStatus(...details: readonly Uint8Array[]): Uint8Array {
  const writer = new BinaryWriter().tag(1, WireType.Varint).int32(8).tag(2, WireType.LengthDelimited).string("quota");
  for (const detail of details) writer.tag(3, WireType.LengthDelimited).bytes(detail);
  return writer.finish();
}

function encodeRetryInfo(seconds: number, nanos: number): Uint8Array {
  return new BinaryWriter().tag(1, WireType.LengthDelimited).bytes(encodeDuration(seconds, nanos)).finish();
}

describe("readRetryInfoMs", () => {
  it.each<[string, Uint8Array | undefined, number | undefined]>([
    ["seconds and nanos", encodeStatus(encodeAny(RETRY_INFO, encodeRetryInfo(2, 500_000_000))), 2500],
    [
      "another detail before it",
      encodeStatus(encodeAny("x/google.rpc.DebugInfo", Uint8Array.of(1)), encodeAny(RETRY_INFO, encodeRetryInfo(1, 0))),
      1000,
    ],
    ["a negative delay", encodeStatus(encodeAny(RETRY_INFO, encodeRetryInfo(-5, -1))), 0],
    ["a huge delay", encodeStatus(encodeAny(RETRY_INFO, encodeRetryInfo(1e12, 0))), 1e15],
    ["no delay", encodeStatus(encodeAny(RETRY_INFO, new Uint8Array())), 0],
    ["no details", encodeStatus(), undefined],
    ["details of other types", encodeStatus(encodeAny("x/google.rpc.NotRetryInfo", encodeRetryInfo(1, 0))), undefined],
    ["nothing", undefined, undefined],
    ["an empty message", new Uint8Array(), undefined],
    ["bytes that are no message", Uint8Array.of(0x1a, 0x7f, 1, 2, 3), undefined],
    ["a value that is no message", encodeStatus(encodeAny(RETRY_INFO, Uint8Array.of(0x0a, 0x7f))), undefined],
    ["a delay of the wrong type", encodeStatus(encodeAny(RETRY_INFO, Uint8Array.of(0x08, 0x01))), undefined],
  ])("%s", (_, details, expected) => {
    expect(readRetryInfoMs(details)).toBe(expected);
  });
});
