// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { swap } from "../testing/edits.js";
import { lintTiny, loadTinyModel } from "../testing/load-tiny.js";

test("walks the fields of a span's sources and looks up their capture class", async () => {
  const model = await loadTinyModel();
  const spans = model.spans.map((span) => ({
    id: span.id,
    name: span.name.map((source) => (source.kind === "field" ? source.fields.map((field) => field.path) : source)),
    attributes: span.attributes.map(({ attribute, source, captureClass }) => [
      attribute.key,
      source.kind === "field" ? source.fields.map((field) => field.path).join(" > ") : source.kind,
      captureClass,
    ]),
  }));

  expect(spans).toEqual([
    {
      id: "generation",
      name: [
        { kind: "computed", name: "operation_name", tsName: "operationName" },
        ["Generation.model", "ModelRef.name"],
      ],
      attributes: [
        ["gen_ai.operation.name", "computed", undefined],
        ["tiny.sdk.name", "sdk_name", undefined],
        ["gen_ai.request.model", "Generation.model > ModelRef.name", undefined],
        ["gen_ai.request.max_tokens", "Generation.max_tokens", undefined],
        ["gen_ai.request.temperature", "Generation.temperature", undefined],
        ["gen_ai.usage.input_tokens", "Generation.usage > TokenUsage.input_tokens", undefined],
        ["tiny.conversation.title", "Generation.conversation_title", "text"],
        ["tiny.generation.parent_generation_ids", "Generation.parent_generation_ids", undefined],
        ["tiny.thinking.budget_tokens", "metadata", undefined],
        ["tiny.framework.run_id", "metadata", undefined],
        ["error.category", "computed", undefined],
      ],
    },
    {
      id: "embedding",
      name: [{ kind: "value", value: "embeddings" }, ["Embedding.model", "ModelRef.name"]],
      attributes: [
        ["gen_ai.operation.name", "value", undefined],
        ["gen_ai.request.model", "Embedding.model > ModelRef.name", undefined],
        ["gen_ai.embeddings.input_texts", "Embedding.input_texts", "embedding_text"],
      ],
    },
    {
      id: "tool",
      name: [{ kind: "value", value: "execute_tool" }, ["ToolExecution.tool_name"]],
      attributes: [
        ["gen_ai.operation.name", "value", undefined],
        ["gen_ai.tool.name", "ToolExecution.tool_name", undefined],
        ["gen_ai.tool.call.arguments", "ToolExecution.arguments", "tool_content"],
      ],
    },
  ]);
});

test("joins buckets and records into metrics", async () => {
  const model = await loadTinyModel();
  const metrics = model.metrics.map(({ name, boundaries, points }) => ({
    name,
    boundaries,
    points: points.map((point) => [
      point.recording,
      point.when,
      point.value.kind,
      point.attributes.map((entry) => [entry.attribute.id, entry.form]),
    ]),
  }));

  expect(metrics).toEqual([
    {
      name: "gen_ai.client.operation.duration",
      boundaries: [0.1, 1, 10],
      points: [
        [
          "generation",
          { kind: "always" },
          "computed",
          [
            ["gen_ai.operation.name", "as_is"],
            ["gen_ai.request.model", "trimmed"],
            ["error.category", "as_is"],
          ],
        ],
        ["tool", { kind: "always" }, "computed", [["gen_ai.operation.name", "as_is"]]],
      ],
    },
    {
      name: "gen_ai.client.token.usage",
      boundaries: undefined,
      points: [["generation", { kind: "non_zero" }, "field", [["gen_ai.token.type", "as_is"]]]],
    },
    {
      name: "tiny.export.dropped",
      boundaries: undefined,
      points: [["client", { kind: "always" }, "status", [["vendor.export.reason", "as_is"]]]],
    },
  ]);
});

test.each([
  [
    "spec/spans.yaml",
    "an unknown attribute",
    "ref: gen_ai.request.max_tokens",
    "ref: gen_ai.request.max_token",
    'spans[0].attributes[3].ref [dangling-reference] there is no attribute "gen_ai.request.max_token"; did you mean "gen_ai.request.max_tokens"?',
  ],
  [
    "spec/spans.yaml",
    "an unknown record",
    "record: Embedding",
    "record: Embeddings",
    'spans[1].record [dangling-reference] there is no type "Embeddings"; did you mean "Embedding"?',
  ],
  [
    "spec/spans.yaml",
    "a path that ends too early",
    "field:usage.input_tokens",
    "field:max_tokens.input_tokens",
    'spans[0].attributes[5].source [bad-path] "max_tokens.input_tokens" goes on after Generation.max_tokens, which has no fields; end the path there',
  ],
  [
    "spec/spans.yaml",
    "an unknown function",
    'source: "computed:error_category"',
    'source: "computed:error_categories"',
    'spans[0].attributes[10].source [dangling-reference] there is no computed function "error_categories"; did you mean "error_category"?',
  ],
  [
    "spec/spans.yaml",
    "metadata of a record without it",
    'source: "field:tool_name", when',
    "source: metadata, when",
    "spans[2].attributes[1].source [bad-path] ToolExecution has no metadata to read; use a `field:` source",
  ],
  [
    "spec/metrics.yaml",
    "an unknown bucket list",
    "buckets: seconds",
    "buckets: second",
    'metrics[0].buckets [dangling-reference] there is no bucket list "second"; did you mean "seconds"?',
  ],
  [
    "spec/metrics.yaml",
    "a field without a record",
    "value: status:dropped",
    "value: field:count",
    'metrics[2].recorded_for[0].value [bad-path] "field:count" needs a record; use `status:` or `computed:`, or name a record',
  ],
  [
    "spec/attributes.yaml",
    "a vendor id with a fixed key",
    'key: "{vendor}.sdk.name"',
    "key: sdk.name",
    'attributes[10].key [vendor-key] id "vendor.sdk.name" and key "sdk.name" disagree on whether the vendor owns it; write "{vendor}.sdk.name"',
  ],
  [
    "spec/sdk.yaml",
    "another proto package",
    "proto_package: tiny.v1",
    "proto_package: tiny.v2",
    'proto_package [proto-package] "tiny.v2" is not the package of the proto files; write "tiny.v1"',
  ],
])("in %s, refuses %s", async (file, _, before, after, expected) => {
  const findings = await lintTiny({ [file]: swap(before, after) });

  expect(findings).toContain(`${file} ${expected}`);
});
