// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { step } from "./lifecycle.js";

const code = z.string().min(1);

/** A local error of the SDK: its code in errors.yaml and its text. */
export const localErrorSchema = z.strictObject({ code, message: z.string() });

/** Ids of the span that a step started, as lowercase hexadecimal digits; null when it started none. */
const span = z.strictObject({ trace_id: z.string(), span_id: z.string() }).nullable();

/** The answer to a step that starts a recording. A driver whose SDK does not tell the id of a generation leaves it out. */
export const startedSchema = z.strictObject({ id: z.string().optional(), span });

/** The answer to a step in the callback form: how the call ended, and whether with the very value or error of the callback. */
export const calledSchema = startedSchema.extend({ outcome: z.enum(["returned", "threw"]), same: z.boolean() });

/** The answer to `flush` and `shutdown`: one report for each caller; empty when the SDK makes none. */
export const drainedSchema = z.strictObject({
  reports: z.array(z.strictObject({ delivered: z.int(), dropped: z.int(), left: z.int(), error: code.nullable() })),
});

/** The answer to `submit_rating`: what the call answered, in snake_case and RFC 3339, or what it failed with. */
export const ratedSchema = z.union([
  z.strictObject({ result: z.record(z.string(), z.json()) }),
  z.strictObject({ error: localErrorSchema }),
]);

/** The answer to `local_error`. */
export const localSchema = z.strictObject({ error: localErrorSchema.nullable() });

/** The answer to `status`. What the SDK does not tell is left out. */
export const statusSchema = z.strictObject({
  counts: z
    .strictObject({
      recorded: z.int(),
      delivered: z.int(),
      duplicates: z.int(),
      not_exported: z.int(),
      retried: z.int(),
      /** By reason, without zeros. */
      dropped: z.record(z.string(), z.int()),
    })
    .optional(),
  /** Waits between attempts, in milliseconds, in order. */
  waits_ms: z.array(z.number()).optional(),
  /** Everything that the SDK logged. */
  logs: z.array(z.strictObject({ level: z.enum(["debug", "info", "warn", "error"]), message: z.string() })).optional(),
});

/** Names of drivers, which are names of files too. */
export const DRIVER_NAME: RegExp = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** The answer to `hello`. */
export const helloSchema = z.strictObject({
  /** Version of this protocol. */
  protocol: z.literal(1),
  /** Name of the driver. */
  driver: z.string().regex(DRIVER_NAME),
  /** Id of the SDK among `identities` of tables.json. */
  identity: z.string(),
  /** Name and version of the package under test. */
  package: z.string(),
  version: z.string(),
  /** Operations that the driver knows; a case that needs another one is skipped. */
  ops: z.array(z.string()),
  /** What the SDK lets the driver see; expectations about the rest are not compared. */
  observes: z.array(z.enum(["counts", "waits_ms", "warnings", "flush_report", "self_metrics"])),
});

/** Members of steps that say what should come out; a driver is not told. */
export const EXPECTATIONS: Readonly<Record<string, readonly string[]>> = {
  flush: ["report"],
  shutdown: ["report"],
  submit_rating: ["result", "error"],
};

/** Steps that the runner carries out itself. */
export const RUNNER_OPS: readonly string[] = ["wait_for", "check"];

const id = z.int();

/** The steps of cases as a driver gets them. */
const stepMessages = step.options
  .filter(({ shape }) => !RUNNER_OPS.includes(shape.op.value))
  .map((option) => {
    const expected = EXPECTATIONS[option.shape.op.value] ?? [];
    const members = Object.entries(option.shape).filter(([name]) => !expected.includes(name));
    return z.strictObject({ id, ...Object.fromEntries(members) });
  });

/** One line to the driver. */
export const messageSchema = z.union([
  z.strictObject({ id, op: z.literal("hello"), protocol: z.literal(1) }),
  z.strictObject({
    id,
    op: z.literal("open"),
    /** Options by the names of tables.json. */
    config: z.record(z.string(), z.json()),
    /** The OTLP receiver; `/v1/traces` and `/v1/metrics` are appended. */
    telemetry_url: z.string(),
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
    /** `unsupported`: the driver cannot do that. A code of errors.yaml: the SDK said so. `failed`: something else. */
    error: z.strictObject({ code, message: z.string() }),
  }),
]);
