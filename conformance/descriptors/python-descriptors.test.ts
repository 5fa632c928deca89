// SPDX-License-Identifier: Apache-2.0
// What the published Python packages have on the wire, compared with our own proto files, field by field.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { file_opentelemetry_proto_common_v1_common } from "../../generated/proto/opentelemetry/proto/common/v1/common_pb.js";
import { file_opentelemetry_proto_metrics_v1_metrics } from "../../generated/proto/opentelemetry/proto/metrics/v1/metrics_pb.js";
import { file_opentelemetry_proto_resource_v1_resource } from "../../generated/proto/opentelemetry/proto/resource/v1/resource_pb.js";
import { file_opentelemetry_proto_trace_v1_trace } from "../../generated/proto/opentelemetry/proto/trace/v1/trace_pb.js";
import { file_sigil_v1_generation_ingest } from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
import { diffFields, listForeignFields, listOwnFields } from "./list-fields.js";

type Descriptors = Readonly<Record<string, string>>;

function readDescriptors(version: string): Descriptors {
  return JSON.parse(
    readFileSync(new URL(`../golden/descriptors-${version}.json`, import.meta.url), "utf8"),
  ) as Descriptors;
}

const OWN = listOwnFields(file_sigil_v1_generation_ingest);

test("sigil.v1 of Python 0.1.4 is ours, field by field", () => {
  const { "sigil/v1/generation_ingest.proto": file = "" } = readDescriptors("0.1.4");
  expect(listForeignFields(file).length).toBeGreaterThan(80);
  expect(diffFields(OWN, listForeignFields(file))).toEqual({ onlyOwn: [], onlyForeign: [] });
});

test("sigil.v1 of Python 0.9.3 differs in what was added and removed since", () => {
  const { "sigil/v1/generation_ingest.proto": file = "" } = readDescriptors("0.9.3");
  const { onlyOwn, onlyForeign } = diffFields(OWN, listForeignFields(file));
  // Workflow steps are a service of their own.
  const others = onlyForeign.filter((line) => !line.includes("WorkflowStep"));
  expect({ onlyOwn, others }).toEqual({
    onlyOwn: ["TokenUsage.cache_creation_input_tokens = 7 type 3"],
    others: ["Generation.effective_version = 30 type 9 optional"],
  });
});

test.each([
  file_opentelemetry_proto_common_v1_common,
  file_opentelemetry_proto_resource_v1_resource,
  file_opentelemetry_proto_trace_v1_trace,
  file_opentelemetry_proto_metrics_v1_metrics,
])("declares nothing in $name that OpenTelemetry does not", (own) => {
  const foreign = listForeignFields(readDescriptors("0.9.3")[`${own.name}.proto`] ?? "");
  expect(listOwnFields(own).length).toBeGreaterThan(0);
  expect(diffFields(listOwnFields(own), foreign).onlyOwn).toEqual([]);
});
