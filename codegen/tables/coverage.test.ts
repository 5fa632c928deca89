// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { z } from "zod";
import { elementSchema, unwrapSchema } from "../load/schema-shape.js";
import { specSchemas } from "../load/spec-files.js";
import { loadTinyModel } from "../testing/load-tiny.js";
import { tableSections } from "./sections.js";

/** Where a list of a spec file ends up: `file.list` -> struct. A list that is missing here fails the first test. */
const structs: Readonly<Record<string, string>> = {
  "sdk.identities": "SdkIdentity",
  "attributes.attributes": "AttributeEntry",
  "spans.spans": "Span",
  "spans.spans.attributes": "SpanAttribute",
  "spans.computed": "ComputedValue",
  "metrics.metrics": "Metric",
  "metrics.metrics.recorded_for": "MetricPoint",
  "metrics.metrics.recorded_for.attributes": "MetricAttribute",
  "config.options": "ConfigOption",
  "config.env_only": "EnvironmentVariable",
  "config.env_format": "EnvironmentFormat",
  "config.limits": "Limit",
  "config.json_marks": "JsonMark",
  "config.headers": "Header",
  "config.endpoints": "Endpoint",
  "config.endpoint_rows": "EndpointRow",
  "config.auth_modes": "AuthMode",
  "config.auth_rows": "AuthRow",
  "capture.modes": "CaptureMode",
  "capture.sinks": "CaptureSink",
  "capture.classes": "ContentClass",
  "capture.safe_reasons": "SafeReason",
  "capture.fields": "CaptureField",
  "capture.span_content": "SpanContent",
  "capture.precedence": "CaptureLayer",
  "capture.fail_closed": "FailClosedRule",
  "validation.subjects": "ValidationSubject",
  "validation.rules": "ValidationRule",
  "errors.codes": "ErrorCode",
  "errors.types": "ErrorType",
  "errors.categories": "ErrorCategory",
  "errors.classification": "ClassificationStep",
  "errors.retry_classes": "RetryClass",
  "errors.http_answers": "HttpAnswer",
  "errors.grpc_answers": "GrpcAnswer",
  "errors.grpc_of_http": "GrpcOfHttp",
  "errors.transport_faults": "TransportFault",
  "errors.item_patterns": "ItemPattern",
  "errors.drop_reasons": "DropReason",
  "frameworks.frameworks": "Framework",
  "frameworks.tags": "FrameworkTag",
  "frameworks.metadata_keys": "FrameworkMetadataKey",
  "frameworks.run_types": "RunType",
  "frameworks.conversation_sources": "ConversationSource",
  "providers.providers": "Provider",
  "providers.options": "ProviderOption",
  "providers.apis": "ProviderApi",
  "providers.apis.request": "ProviderRequestField",
  "providers.apis.usage": "ProviderUsageField",
  "providers.apis.metadata": "ProviderMetadataField",
  "providers.apis.kinds": "ProviderKind",
  "providers.apis.deltas": "ProviderDelta",
  "providers.unknown_kinds": "UnknownKind",
  "providers.stop_reasons": "StopReason",
  "providers.stream_ends": "StreamEnd",
  "providers.artifacts": "ProviderArtifact",
  "providers.placeholders": "Placeholder",
  "providers.media_members": "MediaMember",
  "providers.secrets": "ProviderSecrets",
  "redaction.patterns": "RedactionPattern",
  "redaction.patterns.vectors": "RedactionVector",
  "redaction.content": "RedactedContent",
};

/** What a field is called in the tables, where that differs. */
const renamed: Readonly<Record<string, string>> = {
  "attributes.attributes.otel": "otel_link",
  "spans.spans.attributes.ref": "key",
  "metrics.metrics.buckets": "boundaries",
  "metrics.metrics.recorded_for": "points",
  "metrics.metrics.recorded_for.attributes.ref": "key",
  "frameworks.tags.ref": "key",
  "frameworks.metadata_keys.ref": "key",
  "providers.apis.metadata.ref": "key",
};

/** Words for readers of the spec, and facts about one target. */
const leftOut: ReadonlySet<string> = new Set([
  "note",
  "stability",
  "examples",
  "otel",
  "contract",
  "config.options.ts_type",
  "providers.options.ts_type",
  // Its words are in the tables.
  "providers.options.values_of",
  // No option of a wrapper is a number.
  "providers.options.unit",
  "providers.options.min",
  "providers.options.max",
  "errors.codes.seed_class",
  "frameworks.frameworks.in_seed",
  "providers.providers.package",
  "providers.providers.range",
  // Two lists of their own in the tables.
  "providers.apis.usage.disjoint",
  // The template is in the tables as a text of its own.
  "capture.fields.note",
]);

const files = Object.entries(specSchemas).filter(([name]) => !["models", "parity"].includes(name));

test("every list of the spec that has entries with ids is in the tables", () => {
  const lists = files.flatMap(([name, file]) =>
    Object.entries(file.shape)
      .filter(([, schema]) => rowSchema(schema as z.ZodType) !== undefined)
      .map(([key]) => `${name}.${key}`),
  );
  const elsewhere = ["sdk.targets", "metrics.buckets"];
  expect(
    lists.filter((list) => structs[list] === undefined && !elsewhere.includes(list) && !list.endsWith(".defaults")),
  ).toEqual([]);
});

test.each(Object.entries(structs))("every field of %s is in %s", async (path, name) => {
  const nodes = tableSections(await loadTinyModel()).flatMap((section) => section.structs);
  const fields = nodes.find((node) => node.name === name)?.fields.map((field) => field.name) ?? [];
  const missing = Object.keys(schemaAt(path).shape).filter((key) => {
    const full = `${path}.${key}`;
    return !leftOut.has(key) && !leftOut.has(full) && !fields.includes(renamed[full] ?? key);
  });
  expect(missing).toEqual([]);
});

function schemaAt(path: string): z.ZodObject {
  const [file = "", ...keys] = path.split(".");
  let schema: z.ZodObject | undefined = Object.fromEntries(files)[file];
  for (const key of keys) schema = schema === undefined ? undefined : rowSchema(schema.shape[key] as z.ZodType);
  if (schema === undefined) throw new Error(`no such list: ${path}`);
  return schema;
}

/** The object schema of a list's elements, or of a single object. */
function rowSchema(schema: z.ZodType): z.ZodObject | undefined {
  const row = elementSchema(schema) ?? unwrapSchema(schema);
  return row instanceof z.ZodObject ? row : undefined;
}
