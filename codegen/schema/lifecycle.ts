// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";

/** A record of a scenario: names as in models.yaml or in proto-JSON, values as the notation of the manifest says. */
const record = z.record(z.string(), z.json());

/** Seconds since the clock of the case started. Nothing but the case moves that clock. */
const offset = z.string().regex(/^\+\d+(\.\d+)?s$/, "use seconds since the start of the case: +0.25s");

/** Name by which a case knows a recording; a case with a single one needs no names. */
const recording = z.string().regex(/^[a-z][a-z0-9_]*$/, "use a lower-case word: first");
const named = recording.default("it");

/** A local error of the SDK: its code and its whole text, unless the text has a number that differs between SDKs. */
const localError = z.strictObject({ code: z.string(), message: z.string().optional() });

const attributes = z.record(z.string(), z.json());

/** A recording that starts; `inside` names an open one in whose scope it does. */
const start = { as: named, start: record, inside: recording.optional() } as const;

/** What a flush or shutdown reports. Its error is a code. */
const report = z.strictObject({
  delivered: z.int().nonnegative().default(0),
  dropped: z.int().nonnegative().default(0),
  left: z.int().nonnegative().default(0),
  error: z.string().nullable().default(null),
});

/** So many callers at the same moment, each with the same deadline in real time and the same report. */
const drain = {
  callers: z.int().positive().default(1),
  timeout_ms: z.int().positive().optional(),
  report: report.optional(),
} as const;

/** A counter of the SDK itself with one set of attributes, or the latest value of a gauge. */
const selfPoint = z.strictObject({ name: z.string(), unit: z.string(), attributes, value: z.json() });

/**
 * A recording in the callback form: the callback sets the result and the call error, when there are any, and throws, when
 * it is to, else it returns a value. The call must return or throw the very same. With the form `async` the callback is
 * asynchronous.
 */
const call = {
  as: named,
  start: record,
  result: record.optional(),
  call_error: z.json().optional(),
  throws: z.json().optional(),
  form: z.enum(["sync", "async"]).default("sync"),
} as const;

/** Steps on a recording. */
const recordingSteps = [
  z.strictObject({ op: z.literal("start_generation"), ...start }),
  z.strictObject({ op: z.literal("start_streaming_generation"), ...start }),
  z.strictObject({ op: z.literal("start_tool_execution"), ...start }),
  z.strictObject({ op: z.literal("start_embedding"), ...start }),
  z.strictObject({ op: z.literal("call_generation"), ...call }),
  z.strictObject({ op: z.literal("call_streaming_generation"), ...call }),
  z.strictObject({ op: z.literal("call_tool_execution"), ...call }),
  z.strictObject({ op: z.literal("call_embedding"), ...call }),
  z.strictObject({ op: z.literal("set_result"), on: named, result: record, mapping_error: z.json().optional() }),
  z.strictObject({ op: z.literal("set_call_error"), on: named, error: z.json() }),
  /** Without `at`, the clock says when. */
  z.strictObject({ op: z.literal("set_first_token_at"), on: named, at: offset.optional() }),
  z.strictObject({ op: z.literal("end"), on: named }),
] as const;

/** One step of a run, as the spec writes it. */
export const step = z.discriminatedUnion("op", [
  ...recordingSteps,
  z.strictObject({ op: z.literal("advance_clock"), by: offset }),
  /** Submits a rating; `result` is what the call answers, `error` what it fails with. */
  z.strictObject({
    op: z.literal("submit_rating"),
    conversation_id: z.json(),
    input: record,
    result: record.optional(),
    error: localError.optional(),
  }),
  /** Runs lists of steps at the same time, each in a task or thread of its own and in a scope of its own. */
  z.strictObject({
    op: z.literal("at_once"),
    tasks: z
      .array(
        z.strictObject({
          context: record.default({}),
          steps: z.array(z.discriminatedUnion("op", [...recordingSteps])),
        }),
      )
      .min(2),
  }),
  /** The steps up to the matching `leave_context` run inside the scope. */
  z.strictObject({ op: z.literal("enter_context"), context: record }),
  z.strictObject({ op: z.literal("leave_context") }),
  /** Changes the object that was handed over as start or result, after the fact. */
  z.strictObject({
    op: z.literal("mutate"),
    on: named,
    of: z.enum(["start", "result"]),
    path: z.array(z.union([z.string(), z.int()])).min(1),
    value: z.json(),
  }),
  z.strictObject({ op: z.literal("flush"), ...drain }),
  z.strictObject({ op: z.literal("shutdown"), ...drain }),
  /** Waits in real time, up to a few seconds, until so many requests have arrived. */
  z.strictObject({ op: z.literal("wait_for"), requests: z.int().positive() }),
  /** What must hold at this moment. */
  z.strictObject({
    op: z.literal("check"),
    requests: z.int().nonnegative().optional(),
    errors: z.record(recording, localError.nullable()).optional(),
    /** What the SDK counts about itself by now: every point of the named instruments. */
    self_metrics: z.array(selfPoint).optional(),
  }),
]);

/** One step of a run. */
export type Step = z.infer<typeof step>;

/** One answer of the ingest. The ones that name a transport are for requests over it. */
const answer = z.union([
  /** As an ingest does: the records are checked and stored. */
  z.strictObject({ accept: z.literal(true) }),
  z.strictObject({
    http: z.strictObject({
      status: z.int(),
      headers: z.record(z.string(), z.string()).default({}),
      body: z.string().default(""),
    }),
    grpc: z.strictObject({
      status: z.string(),
      details: z.string().default(""),
      retry_info_ms: z.int().nonnegative().optional(),
    }),
  }),
  /** Success with these results; where `id` names none, the ids of the request are filled in. The records are not stored. */
  z.strictObject({
    items: z.array(
      z.strictObject({ id: z.string().optional(), accepted: z.boolean().optional(), error: z.string().optional() }),
    ),
  }),
  /** The records are stored, and the connection is reset before the answer. */
  z.strictObject({ lost: z.literal(true) }),
  /** No answer; the connection stays open. */
  z.strictObject({ hang: z.literal(true) }),
]);

/** The ingest of a case: strict, and empty at first. */
const ingest = z.strictObject({
  requires_tenant: z.boolean().default(false),
  /** Answers to the first requests, in order; the following are answered as by `accept`. */
  answers: z.array(answer).default([]),
  /** A batch with a record of one of these ids is refused as a whole: HTTP 400, INVALID_ARGUMENT. */
  refuses: z.array(z.string()).default([]),
  /** A longer request is refused: HTTP 413, RESOURCE_EXHAUSTED with the words of the stock server. */
  max_request_bytes: z.int().positive().optional(),
});

/**
 * Options by their names in config.yaml, with these defaults for all cases: each record is a request of its own, no
 * timer fires, and a request is repeated once. A resolver is given by its answer: a mode, an outcome of
 * `capture.fail_closed`, `{ by_metadata: <key> }` (the mode that the metadata of the recording has under that key),
 * `{ in_turn: [...] }` (the next of these at each question), or `{ changes_metadata: <key> }` (it writes to that key of the
 * metadata that it is given, and says `default`).
 */
const config = z
  .object({
    generation_export: z
      .object({
        batch_size: z.int().default(1),
        flush_interval_ms: z.int().default(3_600_000),
        max_retries: z.int().default(1),
        initial_backoff_ms: z.int().default(1),
        max_backoff_ms: z.int().default(2),
      })
      .catchall(z.json())
      .prefault({}),
  })
  .catchall(z.json());

/** A finished span, complete. Spans are listed in the order of their start. */
const span = z.strictObject({
  /** The recording. */
  of: named,
  name: z.string(),
  kind: z.enum(["client", "internal"]),
  /** The recording whose span is the parent; null for a root. */
  parent: recording.nullable().default(null),
  started_at: offset,
  ended_at: offset,
  /** Name and attributes when the span started, where the case is about them. */
  at_start: z.strictObject({ name: z.string(), attributes }).optional(),
  attributes,
  status: z.strictObject({ code: z.enum(["ok", "error", "unset"]), message: z.string().optional() }),
  /** Messages of the exception events; there are no other events. */
  exceptions: z.array(z.string()).default([]),
});

/** All measurements of an instrument with the same attributes. Points are in no order. */
const point = z.strictObject({
  name: z.string(),
  unit: z.string(),
  attributes,
  count: z.int().positive().default(1),
  sum: z.number(),
  /** Upper bounds of the buckets, where the case is about them. */
  bounds: z.array(z.number()).optional(),
});

/** A request as it arrived. What is not given is not compared; of the headers, those that are named. */
const request = z.strictObject({
  method: z.string().optional(),
  path: z.json().optional(),
  /**
   * Names in lower case; `{ $absent: true }` for a header that must not be there. A name that ends in `*` stands for all
   * headers that start so and are not named.
   */
  headers: z.record(z.string().regex(/^[^A-Z]+$/, "use lower case"), z.json()).optional(),
  /** Number of generations. */
  records: z.int().nonnegative().optional(),
  /** The body as JSON, complete and as it is on the wire; HTTP only. */
  body: record.optional(),
});

/** Counters of the client after the case. */
const counts = z.strictObject({
  recorded: z.int().nonnegative(),
  delivered: z.int().nonnegative().default(0),
  duplicates: z.int().nonnegative().default(0),
  not_exported: z.int().nonnegative().default(0),
  retried: z.int().nonnegative().default(0),
  /** By reason; those that are not named are zero. */
  dropped: z.record(z.string(), z.int().positive()).default({}),
});

/** `none` sends nothing. `unset` leaves protocol and endpoint to the config of the case. */
const transport = z.enum(["http", "grpc", "none", "unset"]);

/**
 * A whole run. The driver starts an ingest and makes a client with the config and the clock, whose waits between
 * attempts pass at once and whose random number is always 0.5. It executes the steps, shuts the client down unless a
 * step has done so, and compares. The run is repeated for each transport.
 */
export const lifecycleFields = {
  kind: z.literal("lifecycle"),
  transports: z.array(transport).min(1).default(["http", "grpc"]),
  config: config.prefault({}),
  ingest: ingest.prefault({}),
  steps: z.array(step),
  /** What is not given is not compared, except for errors; an empty list says that there is nothing. */
  expect: z.strictObject({
    /**
     * The config is refused, with this text where it is given; there are no steps then. The text names options as config.yaml
     * does; letter case and underscores are not compared, as each language spells them in its own way.
     */
    open_error: z.strictObject({ message: z.string().optional() }).optional(),
    /** Stored generations as proto-JSON with proto field names, complete, in the order of their arrival. */
    generations: z.array(record).optional(),
    /** The order of generations and spans is not known; they are listed by id and by name of the recording. */
    in_any_order: z.boolean().default(false),
    spans: z.array(span).optional(),
    metrics: z.array(point).optional(),
    /** What the SDK counts about itself: every point of the named instruments. */
    self_metrics: z.array(selfPoint).optional(),
    /** Texts that must be in nothing that leaves the SDK: requests, spans, points, logs, texts of errors. */
    nowhere: z.array(z.string()).default([]),
    /** Local errors by recording; a recording that is not named has none. */
    errors: z.record(recording, localError).default({}),
    /** How many, or what each was like. */
    requests: z.union([z.int().nonnegative(), z.array(request)]).optional(),
    counts: counts.optional(),
    /** Waits between attempts. */
    waits_ms: z.array(z.number()).optional(),
    /** Number of warnings that the client logged. */
    warnings: z.int().nonnegative().optional(),
  }),
} as const;
