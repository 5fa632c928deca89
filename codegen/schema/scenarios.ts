// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { citations, id } from "./common.js";
import { lifecycleFields } from "./lifecycle.js";

/**
 * JSON with tagged values for what JSON cannot hold, as `notation` of the manifest of the fixtures explains. Objects use
 * proto field names (snake_case).
 */
export const data: z.ZodType = z.json();

const caseHead = {
  id: z.string().regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/, "use dotted-kebab-case: val.tool-call-user"),
  brief: z.string().min(1),
  rules: z.array(id).min(1).describe("Ids of every spec rule that the case exercises."),
  unknown_fields: z
    .array(z.string())
    .min(1)
    .optional()
    .describe("Names in the records of the case that no type has, and that are there on purpose."),
  contract: citations.optional(),
} as const;

/** Of a vector: why no whole run exercises its rules, where none does. */
const vectorOnly = z.string().min(1).optional();

/** What every case has that is no whole run. */
const vectorHead = { ...caseHead, vector_only: vectorOnly } as const;

/** A record handed to the validator of a subject; `error` is the whole text without prefix, null when valid. */
const validationCase = z.strictObject({
  ...vectorHead,
  kind: z
    .literal("validation")
    .describe(
      "A record handed to the validator of a subject; `error` is the whole text without prefix, null when valid.",
    ),
  subject: id,
  marker: id.optional(),
  record: data,
  error: z.string().nullable(),
});

/**
 * A record and what of it may reach a sink in a mode. `type` is a type of models.yaml, or `SpanTexts`: texts of a span by the
 * names of `capture.span_content.text`. `flags` are the caller's switches that the capture matrix names.
 */
const stripCase = z.strictObject({
  ...vectorHead,
  kind: z.literal("strip").describe("A record, and what of it may reach a sink in a capture mode."),
  type: z.string().default("Generation"),
  sink: id.default("export"),
  mode: id,
  flags: z.strictObject({ include_content: z.boolean().optional(), capture_input: z.boolean().optional() }).optional(),
  error_category: z.string().optional(),
  record: data,
  expect: data,
});

/** Layers of the capture mode and what is resolved. */
const captureModeCase = z.strictObject({
  ...vectorHead,
  kind: z
    .literal("capture_mode")
    .describe(
      "What recording, resolver, scope, parent and client say of the capture mode, and the mode that comes of it.",
    ),
  recording: z.enum(["generation", "tool", "embedding", "rating"]),
  layers: z.strictObject({
    recording: z.string().optional(),
    resolver: z
      .string()
      .optional()
      .describe("A mode, or an outcome of `capture.fail_closed`: throws, promise, not_a_mode. Absent: no resolver."),
    context: z.string().optional(),
    inherited: z.string().optional(),
    client: z.string().optional(),
  }),
  expect: id,
});

const authCase = z.strictObject({
  ...vectorHead,
  kind: z
    .literal("auth")
    .describe("Credentials and headers as options, and the headers of a request or the text of the refusal."),
  auth: z.record(z.string(), z.string()),
  headers: z.record(z.string(), z.string()).default({}),
  expect: z.union([
    z.strictObject({ headers: z.record(z.string(), z.string()) }),
    z.strictObject({ error: z.string() }),
  ]),
});

const endpointCase = z.strictObject({
  ...vectorHead,
  kind: z
    .literal("endpoint")
    .describe("An endpoint as an option, and the URL that batches are sent to or the text of the refusal."),
  protocol: z.enum(["http", "grpc"]),
  input: z.string(),
  insecure: z.boolean().optional(),
  expect: z.union([z.strictObject({ url: z.string(), plaintext: z.boolean() }), z.strictObject({ error: z.string() })]),
});

/**
 * An answer of the server or the network and its class. One of
 * `{ http: { status, headers?, body?, sent? } }` (with `body`, the text is read as the answer to records of the ids `sent`),
 * `{ fault: "count_mismatch" }`, `{ item: { accepted?, error? } }`,
 * `{ grpc: { status: "INTERNAL", details?, server_status?: false, http_status?, retry_info_ms?, own_limit?: true } }`.
 */
const answerCase = z.strictObject({
  ...vectorHead,
  kind: z.literal("answer").describe("An answer of the server or the network, and its class."),
  answer: data,
  expect: z.strictObject({ class: id }),
});

/** An error object and its category; `{ $class: "APIUserAbortError", message }` is an instance of a class of that name. */
const classifyCase = z.strictObject({
  ...vectorHead,
  kind: z.literal("classify").describe("An error object of a provider, and its category."),
  error: data,
  expect: z.strictObject({ category: id }),
});

/** A generation in normalized form. What it is as proto-JSON and as protobuf is added when the vectors are compiled. */
const encodingCase = z.strictObject({
  ...vectorHead,
  kind: z
    .literal("encoding")
    .describe("A generation; the compiled vector adds the same as proto-JSON and as protobuf."),
  record: z.record(z.string(), z.json()),
});

/** A body that an ingest must refuse as a whole: text over HTTP, base64 of a message over gRPC. */
const refusedCase = z.strictObject({
  ...vectorHead,
  kind: z
    .literal("refused")
    .describe("A body that an ingest must refuse as a whole: text over HTTP, base64 of a message over gRPC."),
  body: z.union([z.strictObject({ json: z.string() }), z.strictObject({ protobuf: z.base64() })]),
});

/** A value of metadata and what JSON can hold of it. */
const jsonValueCase = z.strictObject({
  ...vectorHead,
  kind: z.literal("json_value").describe("A value of metadata, and what JSON can hold of it."),
  value: data,
  expect: data,
});

/** A whole run: config, steps, answers of the ingest, and what comes of it. */
const lifecycleCase = z.strictObject({ ...caseHead, ...lifecycleFields });

export const scenariosFile = z.strictObject({
  suite: z.string(),
  brief: z.string(),
  /** For all vectors of the suite that do not say it themselves. */
  vector_only: vectorOnly,
  scenarios: z.array(
    z.discriminatedUnion("kind", [
      validationCase,
      stripCase,
      captureModeCase,
      authCase,
      endpointCase,
      answerCase,
      classifyCase,
      encodingCase,
      refusedCase,
      jsonValueCase,
      lifecycleCase,
    ]),
  ),
});
export type ScenariosFile = z.infer<typeof scenariosFile>;
export type Scenario = ScenariosFile["scenarios"][number];
