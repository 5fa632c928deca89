// SPDX-License-Identifier: Apache-2.0
// Direct encoders against protobuf-es: friendly record in, bytes out. Prints ratios of paired runs.
import { toBinary, toJsonString } from "@bufbuild/protobuf";
import { mapToProtoMessage } from "../codegen/testing/to-proto-message.js";
import { GenerationSchema } from "../generated/proto/sigil/v1/generation_ingest_pb.js";
import { encodeGeneration } from "../generated/ts/encode-binary.js";
import { encodeGenerationJson, generationToJson } from "../generated/ts/encode-json.js";
import type { Generation } from "../generated/ts/models.js";
import { compare } from "./compare.js";
import { largeRecord, smallRecord, typicalRecord } from "./records.js";

const encoder = new TextEncoder();

const forms: readonly {
  name: string;
  ours: (record: Generation) => unknown;
  theirs: (record: Generation) => unknown;
}[] = [
  {
    name: "binary",
    ours: encodeGeneration,
    theirs: (record) => toBinary(GenerationSchema, mapToProtoMessage(record)),
  },
  {
    name: "JSON text",
    ours: generationToJson,
    theirs: (record) => toJsonString(GenerationSchema, mapToProtoMessage(record), { useProtoFieldName: true }),
  },
  {
    name: "JSON bytes",
    ours: encodeGenerationJson,
    theirs: (record) =>
      encoder.encode(toJsonString(GenerationSchema, mapToProtoMessage(record), { useProtoFieldName: true })),
  },
];

const records = [
  { name: "small", record: smallRecord(), batch: 50 },
  { name: "typical", record: typicalRecord(), batch: 10 },
  { name: "large", record: largeRecord(), batch: 1 },
];

const rows: Record<string, string | number>[] = [];
for (const { name, record, batch } of records) {
  for (const form of forms) {
    const result = await compare(
      () => form.ours(record),
      () => form.theirs(record),
      { batch },
    );
    rows.push({
      record: name,
      "wire bytes": encodeGeneration(record).byteLength,
      form: form.name,
      "direct, us": result.oursUs.toFixed(1),
      "protobuf-es, us": result.theirsUs.toFixed(1),
      "ratio min": result.minRatio.toFixed(2),
      "ratio median": result.medianRatio.toFixed(2),
    });
  }
}
console.table(rows);
