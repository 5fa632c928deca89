// SPDX-License-Identifier: Apache-2.0
import { create, fromBinary, toBinary, type UnknownField } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { ExportGenerationsRequestSchema } from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
import { findUnknownFields } from "./find-unknown-fields.js";

const UNKNOWN: UnknownField = { no: 1999, wireType: 2, data: new Uint8Array([4, 108, 101, 97, 107]) };

const request = create(ExportGenerationsRequestSchema, {
  generations: [{ output: [{ parts: [{ payload: { case: "text", value: "Yes." } }] }], tags: { a: "b" } }, {}],
});
const [first, second] = request.generations;

/** The request as it comes off the wire. */
const arrived = (): typeof request =>
  fromBinary(ExportGenerationsRequestSchema, toBinary(ExportGenerationsRequestSchema, request));

test("finds no field in a request of the spec's own", () => {
  expect(findUnknownFields(ExportGenerationsRequestSchema, arrived())).toEqual([]);
});

test("finds fields of the request, of a record and of what is in it", () => {
  for (const message of [request, second, first?.output[0]?.parts[0]]) {
    if (message !== undefined) message.$unknown = [UNKNOWN];
  }
  expect(findUnknownFields(ExportGenerationsRequestSchema, arrived())).toEqual([
    "1999",
    "generations[0].output[0].parts[0].1999",
    "generations[1].1999",
  ]);
});
