// SPDX-License-Identifier: Apache-2.0
// The compiled vectors against our encoders, decoders, ingest and sanitizer of metadata.
import { fromBinary, type JsonValue, toJson } from "@bufbuild/protobuf";
import { credentials, makeGenericClientConstructor, status } from "@grpc/grpc-js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GenerationIngestService, GenerationSchema } from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
import { encodeGeneration } from "../../generated/ts/encode-binary.js";
import { encodeGenerationJson } from "../../generated/ts/encode-json.js";
import { ENDPOINTS } from "../../generated/ts/endpoints.js";
import { GENERATION_SHAPE } from "../../generated/ts/record-shapes.js";
import type { Generation } from "../../src/index.js";
import { toJsonValue } from "../../src/internal/to-json-value.js";
import { measureRecord } from "../../src/internal/wire/measure-record.js";
import { SizePlan } from "../../src/internal/wire/size-plan.js";
import { createLocalIngest, type LocalIngest } from "../../src/local/index.js";
import { redactSecrets } from "../../src/redactor/index.js";
import { fromProtoNames } from "../in-process/from-proto-names.js";
import { decodeData } from "../runner/decode-data.js";
import { readFixture, type ScenarioOf } from "../runner/load-suites.js";

function readVectors<Vector>(name: string): readonly Vector[] {
  return (readFixture(`vectors/${name}.json`) as { readonly vectors: readonly Vector[] }).vectors;
}

type EncodingVector = ScenarioOf<"encoding"> & { readonly json: JsonValue; readonly protobuf: string };

describe("records on the wire", () => {
  test.each(readVectors<EncodingVector>("encoding"))("$id", ({ record, json, protobuf }) => {
    const generation = fromProtoNames("Generation", record) as Generation;
    const bytes = encodeGeneration(generation);
    // A receiver sees the same message, whatever the order of its fields.
    expect(decode(bytes)).toEqual(json);
    expect(decode(Buffer.from(protobuf, "base64"))).toEqual(json);
    expect(bytes.byteLength).toBe(Buffer.from(protobuf, "base64").byteLength);
    expect(measureRecord(GENERATION_SHAPE, generation, new SizePlan())).toBe(bytes.byteLength);
    expect(normalize(JSON.parse(new TextDecoder().decode(encodeGenerationJson(generation))))).toEqual(normalize(json));
  });
});

function decode(bytes: Uint8Array): JsonValue {
  return toJson(GenerationSchema, fromBinary(GenerationSchema, bytes), { useProtoFieldName: true });
}

/** Times may have three digits or none; both are proto-JSON. */
function normalize(json: unknown): unknown {
  return JSON.parse(JSON.stringify(json).replace(/(:\d\d)\.000Z/g, "$1Z"));
}

describe("values of metadata", () => {
  test.each(readVectors<ScenarioOf<"json_value">>("json-values"))("$id", ({ value, expect: expected }) => {
    expect(toJsonValue(decodeData(value), { maxDepth: 100, maxNodes: 100_000 })).toEqual(expected);
  });
});

interface RedactionVector {
  readonly id: string;
  readonly tier: "light" | "full";
  readonly emails: boolean;
  readonly text: readonly string[];
  readonly expect: string;
}

describe("secrets in texts", () => {
  test.each(readVectors<RedactionVector>("redaction"))("$id", ({ text, expect: expected, ...options }) => {
    expect(redactSecrets(text.join(""), options)).toBe(expected);
  });
});

describe("bodies that an ingest refuses as a whole", () => {
  let ingest: LocalIngest;

  beforeAll(async () => {
    ingest = await createLocalIngest();
  });
  afterAll(() => ingest.close());

  test.each(readVectors<ScenarioOf<"refused">>("refused"))("$id", async ({ body }) => {
    const outcome = "json" in body ? await post(ingest, body.json) : await call(ingest, body.protobuf);
    expect(outcome).toBe("json" in body ? 400 : status.INTERNAL);
    expect(ingest.generations.list()).toEqual([]);
  });
});

async function post({ httpUrl }: LocalIngest, body: string): Promise<number> {
  const response = await fetch(httpUrl + ENDPOINTS.httpExport.path, { method: "POST", body: encodeEscaped(body) });
  await response.text();
  return response.status;
}

/** A surrogate alone cannot be sent but as an escape. */
function encodeEscaped(text: string): string {
  return text.replace(/[\ud800-\udfff]/g, (half) => `\\u${half.charCodeAt(0).toString(16)}`);
}

function call({ grpcTarget }: LocalIngest, message: string): Promise<number | undefined> {
  const serialize = (bytes: Buffer): Buffer => bytes;
  const path = ENDPOINTS.grpcExport.path;
  const method = { path, requestStream: false, responseStream: false } as const;
  const codecs = {
    requestSerialize: serialize,
    requestDeserialize: serialize,
    responseSerialize: serialize,
    responseDeserialize: serialize,
  };
  const Client = makeGenericClientConstructor({ send: { ...method, ...codecs } }, GenerationIngestService.name);
  const client = new Client(grpcTarget, credentials.createInsecure());
  return new Promise((resolve) => {
    client.makeUnaryRequest(path, serialize, serialize, Buffer.from(message, "base64"), (error) => {
      client.close();
      resolve(error?.code);
    });
  });
}
