// SPDX-License-Identifier: Apache-2.0
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { status } from "@grpc/grpc-js";
import type { ScriptedGrpcAnswer } from "../../src/local/index.js";

/** An answer with a status by its name, and with the time to come back when there is one. */
export function createGrpcAnswer(name: string, details?: string, retryInfoMs?: number): ScriptedGrpcAnswer {
  const code: unknown = Object.entries(status).find(([candidate]) => candidate === name)?.[1];
  if (typeof code !== "number") throw new Error(`gRPC has no status ${name}`);
  const trailers =
    retryInfoMs === undefined ? undefined : { "grpc-status-details-bin": encodeRetryInfo(code, retryInfoMs) };
  return { kind: "grpc", code, details, trailers };
}

/** google.rpc.Status with one google.rpc.RetryInfo. */
function encodeRetryInfo(code: number, milliseconds: number): Uint8Array {
  const duration = new BinaryWriter()
    .tag(1, WireType.Varint)
    .int64(Math.floor(milliseconds / 1000))
    .tag(2, WireType.Varint)
    .int32((milliseconds % 1000) * 1_000_000);
  const retryInfo = new BinaryWriter().tag(1, WireType.LengthDelimited).bytes(duration.finish());
  const any = new BinaryWriter()
    .tag(1, WireType.LengthDelimited)
    .string("type.googleapis.com/google.rpc.RetryInfo")
    .tag(2, WireType.LengthDelimited)
    .bytes(retryInfo.finish());
  return new BinaryWriter()
    .tag(1, WireType.Varint)
    .int32(code)
    .tag(3, WireType.LengthDelimited)
    .bytes(any.finish())
    .finish();
}
