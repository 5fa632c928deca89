// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { step } from "./lifecycle.js";

const code = z.string().min(1);

/** A local error of the SDK: its code in errors.yaml and its text. */
export const localErrorSchema = z.strictObject({
  code: code.describe("Code of the error in `errors.codes` of tables.json; `internal` for one that has none."),
  message: z.string().describe("The whole text."),
});

/** Ids of the span that a step started, as lowercase hexadecimal digits; null when it started none. */
const span = z
  .strictObject({ trace_id: z.string(), span_id: z.string() })
  .nullable()
  .describe("Ids of the span that the start has made, in lowercase hexadecimal digits; null when it made none.");

/** The answer to a step that starts a recording. A driver whose SDK does not tell the id of a generation leaves it out. */
export const startedSchema = z.strictObject({
  id: z.string().optional().describe("Id of the generation, if the SDK tells it."),
  span,
});

/** The answer to a step in the callback form: how the call ended, and whether with the very value or error of the callback. */
export const calledSchema = startedSchema.extend({
  outcome: z.enum(["returned", "threw"]).describe("How the call ended."),
  same: z.boolean().describe("Whether the value or error is the very one of the callback, and not an equal one."),
});

/** The answer to `flush` and `shutdown`: one report for each caller; empty when the SDK makes none. */
export const drainedSchema = z.strictObject({
  raised: z
    .array(z.string())
    .optional()
    .describe("Class and text of what calls have raised, which none should; left out when none has."),
  reports: z
    .array(
      z.strictObject({
        delivered: z.int().describe("Records that the ingest has accepted since the call."),
        dropped: z.int().describe("Records that were lost since the call."),
        left: z.int().describe("Records that still wait."),
        error: code.nullable().describe("Code of the error, null when there is none."),
      }),
    )
    .optional()
    .describe("One for each caller, in any order; left out when the SDK reports nothing."),
});

/** The answer to `submit_rating`: what the call answered, in snake_case and RFC 3339, or what it failed with. */
export const ratedSchema = z.union([
  z.strictObject({
    result: z
      .record(z.string(), z.json())
      .describe(
        "`rating` and `summary` as the SDK returns them: names in snake_case, times in RFC 3339, nothing that is absent.",
      ),
  }),
  z.strictObject({ error: localErrorSchema }),
]);

/** The answer to `local_error`. */
export const localSchema = z.strictObject({ error: localErrorSchema.nullable() });

/** The answer to `status`. What the SDK does not tell is left out. */
export const statusSchema = z.strictObject({
  counts: z
    .strictObject({
      recorded: z.int().describe("Records that the client has taken over."),
      delivered: z.int().describe("Records that the ingest has accepted."),
      duplicates: z.int().describe("Delivered records that the ingest had already."),
      not_exported: z.int().describe("Records of a client whose protocol is none."),
      retried: z.int().describe("Records that were sent once more, counted at each repeat."),
      dropped: z.record(z.string(), z.int()).describe("Lost records by reason, without zeros."),
    })
    .optional()
    .describe("What the client has counted since it was made."),
  waits_ms: z.array(z.number()).optional().describe("Waits between attempts, in milliseconds, in order."),
  logs: z
    .array(z.strictObject({ level: z.enum(["debug", "info", "warn", "error"]), message: z.string() }))
    .optional()
    .describe("Everything that the SDK logged, with the text of attached errors."),
});

/** Steps that the runner carries out itself. */
export const RUNNER_OPS: readonly string[] = ["wait_for", "check"];

/** Operations that a driver may have, those of every driver included. */
const DRIVER_OPS: readonly string[] = [
  ...step.options.map(({ shape }) => shape.op.value).filter((op) => !RUNNER_OPS.includes(op)),
  ...["hello", "open", "local_error", "status", "flush_telemetry", "close"],
];

/** Names of drivers, which are names of files too. */
export const DRIVER_NAME: RegExp = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** The answer to `hello`. */
export const helloSchema = z.strictObject({
  protocol: z.literal(1).describe("Version of this protocol."),
  driver: z
    .string()
    .regex(DRIVER_NAME)
    .describe("Name of the driver: the name in reports, and of its file of known deviations."),
  identity: z
    .string()
    .describe("Id of the SDK among `sdk.identities` of tables.json, which have its name, scope and user agent."),
  package: z.string().describe("Name of the package under test."),
  version: z.string().describe("Its version, as the user agent of the SDK says it."),
  ops: z
    .array(z.enum(DRIVER_OPS))
    .describe("Operations that the driver knows; a case that needs another one is skipped."),
  observes: z
    .array(z.enum(["counts", "waits_ms", "warnings", "flush_report", "self_metrics"]))
    .describe("What the SDK lets the driver see; expectations about the rest are not compared."),
});

/** Members of steps that say what should come out; a driver is not told. */
export const EXPECTATIONS: Readonly<Record<string, readonly string[]>> = {
  flush: ["report"],
  shutdown: ["report"],
  submit_rating: ["result", "error"],
};

const id = z.int();

/** The steps of cases as a driver gets them. */
const stepMessages = step.options
  .filter(({ shape }) => !RUNNER_OPS.includes(shape.op.value))
  .map((option) => {
    const expected = EXPECTATIONS[option.shape.op.value] ?? [];
    const members = Object.entries(option.shape).filter(([name]) => !expected.includes(name));
    const message = z.strictObject({ id, ...Object.fromEntries(members) });
    return option.description === undefined ? message : message.describe(option.description);
  });

/** One line to the driver. */
export const messageSchema = z.union([
  z.strictObject({ id, op: z.literal("hello"), protocol: z.literal(1) }),
  z.strictObject({
    id,
    op: z.literal("open"),
    config: z.record(z.string(), z.json()).describe("Options by their names in `config` of tables.json."),
    telemetry_url: z.string().describe("The OTLP receiver; /v1/traces and /v1/metrics are appended."),
  }),
  ...stepMessages,
  z.strictObject({ id, op: z.literal("local_error"), on: z.string() }),
  z.strictObject({ id, op: z.literal("status") }),
  z.strictObject({ id, op: z.literal("flush_telemetry") }),
  z.strictObject({ id, op: z.literal("close") }),
]);

/** One line of the driver, in answer to the message of that number. */
export const answerSchema = z.union([
  z.strictObject({ id: z.int(), ok: z.record(z.string(), z.unknown()) }),
  z.strictObject({
    id: z.int(),
    error: z.strictObject({
      code: z
        .enum(["unsupported", "config", "failed"])
        .describe(
          "`unsupported`: the driver or its SDK cannot do that. `config`: the SDK refuses the config of `open`. `failed`: anything else.",
        ),
      message: z.string(),
    }),
  }),
]);
