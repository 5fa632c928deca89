// SPDX-License-Identifier: Apache-2.0
import { equals, fromBinary, fromJsonString, toBinary } from "@bufbuild/protobuf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GenerationSchema, type Generation as Message } from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
import { encodeGeneration } from "../../generated/ts/encode-binary.js";
import { encodeGenerationJson, generationToJson } from "../../generated/ts/encode-json.js";
import type { Generation } from "../../generated/ts/models.js";
import { GENERATION_SHAPE } from "../../generated/ts/record-shapes.js";
import { measureRecord } from "../../src/internal/wire/measure-record.js";
import { SizePlan } from "../../src/internal/wire/size-plan.js";
import { hasLoneSurrogateEscape } from "../../src/local/decode-json-request.js";
import { findLooseForm } from "../../src/local/find-loose-form.js";
import { generationArbitrary, inputArbitraries } from "./arbitraries.js";
import { findDuplicateKey } from "./find-duplicate-key.js";
import { toProtoMessage } from "./to-proto-message.js";

const RUNS = 10_000;
const TIMEOUT_MS = 240_000;

function checkRecord(record: Generation): void {
  const expected = toProtoMessage(record);
  const bytes = encodeGeneration(record);
  const json = generationToJson(record);
  const decoded: Message = fromBinary(GenerationSchema, bytes);

  expect(measureRecord(GENERATION_SHAPE, record, new SizePlan())).toBe(bytes.byteLength);
  expect(bytes.byteLength).toBe(toBinary(GenerationSchema, expected).byteLength);
  expect(decoded).toEqual(expected);
  expect(equals(GenerationSchema, decoded, expected)).toBe(true);
  expect(fromJsonString(GenerationSchema, json, { ignoreUnknownFields: false })).toEqual(expected);
  expect(new TextDecoder("utf-8", { fatal: true }).decode(encodeGenerationJson(record))).toBe(json);
  expect(json.isWellFormed()).toBe(true);
  expect(hasLoneSurrogateEscape(json)).toBe(false);
  expect(findDuplicateKey(json)).toBeUndefined();
  expect(findLooseForm(GenerationSchema, JSON.parse(json))).toBeUndefined();
}

describe("the encoders", () => {
  it("agree with protobuf-es on every record that a snapshot leaves", { timeout: TIMEOUT_MS }, () => {
    fc.assert(fc.property(generationArbitrary, checkRecord), { numRuns: RUNS });
  });

  it("replace lone surrogates the same way in both forms", { timeout: TIMEOUT_MS }, () => {
    fc.assert(fc.property(inputArbitraries.generation, checkRecord), { numRuns: RUNS / 4 });
  });
});
