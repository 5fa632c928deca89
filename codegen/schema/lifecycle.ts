// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";

/** A record of a scenario: names as in models.yaml or in proto-JSON, values as the notation of the manifest says. */
const record = z.record(z.string(), z.json());

/** The end of a sentence about values. */
const NOTATION = "names in snake_case, values in the notation of the manifest";

/** Seconds since the clock of the case started. Nothing but the case moves that clock. */
const offset = z
  .string()
  .regex(/^\+\d+(\.\d+)?s$/, "use seconds since the start of the case: +0.25s")
  .describe("Seconds as plain text: +0.25s. Of a point in time, since the clock of the case started.");

/** Name by which a case knows a recording; a case with a single one needs no names. */
const recording = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, "use a lower-case word: first")
  .describe("Name by which the case knows a recording.");
const named = recording.default("it");

/** A local error of the SDK: its code and its whole text, unless the text has a number that differs between SDKs. */
const localError = z.strictObject({
  code: z.string().describe("Code of the error in `errors.codes` of tables.json."),
  message: z.string().optional().describe("The whole text of the error, compared where it is given."),
});

const attributes = z.record(z.string(), z.json());

/** A recording that starts; `inside` names an open one in whose scope it does. */
const start = {
  as: named,
  start: record.describe(`The start of the recording: ${NOTATION}.`),
  inside: recording.optional().describe("An open recording in whose scope this one starts."),
} as const;

/** What a flush or shutdown reports. Its error is a code. */
const report = z.strictObject({
  delivered: z.int().nonnegative().default(0),
  dropped: z.int().nonnegative().default(0),
  left: z.int().nonnegative().default(0),
  error: z.string().nullable().default(null).describe("Code of the error, null when there is none."),
});

/** So many callers at the same moment, each with the same deadline in real time and the same report. */
const drain = {
  callers: z.int().positive().default(1).describe("Number of calls at the same moment."),
  timeout_ms: z.int().positive().optional().describe("Deadline of each call in real milliseconds; absent: none."),
  report: report.optional().describe("What each call reports, where the case is about it; all members are compared."),
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
  call_error: z
    .json()
    .optional()
    .describe("What set_call_error is told inside the callback, before it returns or throws: an error as there."),
  throws: z
    .json()
    .optional()
    .describe("What the callback throws in place of returning a value: an error as in set_call_error."),
  form: z.enum(["sync", "async"]).default("sync").describe("Whether the callback is asynchronous."),
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
  z
    .strictObject({
      op: z.literal("set_result"),
      on: named,
      result: record.describe(`What is handed over as the result: ${NOTATION}.`),
      mapping_error: z.json().optional().describe("Why the result could not be made of a response: an error."),
    })
    .describe("Hands a result to an open recording."),
  z
    .strictObject({
      op: z.literal("set_call_error"),
      on: named,
      error: z
        .json()
        .describe("The error of the provider or tool: an object with `message` and further members, or a bare value."),
    })
    .describe("Tells an open recording that its call has failed."),
  z
    .strictObject({ op: z.literal("set_first_token_at"), on: named, at: offset.optional() })
    .describe("Says when the first token came; without `at`, the clock says when."),
  z.strictObject({ op: z.literal("end"), on: named }).describe("Ends a recording."),
] as const;

/** One step of a run, as the spec writes it. */
export const step = z.discriminatedUnion("op", [
  ...recordingSteps,
  z
    .strictObject({ op: z.literal("advance_clock"), by: offset })
    .describe("Moves the clock of the case forward by so much."),
  z
    .strictObject({
      op: z.literal("submit_rating"),
      conversation_id: z
        .json()
        .describe("The first argument of the call, a text unless the case is about what is none."),
      input: record.describe(`The rating: ${NOTATION}.`),
      result: record
        .optional()
        .describe("What the call answers: `rating` and `summary`, names in snake_case, times in RFC 3339."),
      error: localError.optional().describe("What the call fails with; absent: nothing."),
    })
    .describe("Submits a rating and waits for the answer."),
  z
    .strictObject({
      op: z.literal("at_once"),
      tasks: z
        .array(
          z.strictObject({
            context: record.default({}).describe("Defaults of the scope in which the task runs, as in enter_context."),
            steps: z
              .array(z.discriminatedUnion("op", [...recordingSteps]))
              .describe(
                "Steps on recordings, as on the top level, one after the other. They have no ids of their own.",
              ),
          }),
        )
        .min(2),
    })
    .describe("Runs lists of steps at the same time, each in a task or thread of its own and in a scope of its own."),
  z
    .strictObject({
      op: z.literal("enter_context"),
      context: record.describe(`Defaults of the scope, fields of RecordingContext in types.json: ${NOTATION}.`),
    })
    .describe("The steps up to the matching leave_context run inside the scope. Scopes nest."),
  z.strictObject({ op: z.literal("leave_context") }).describe("Leaves the innermost scope."),
  z
    .strictObject({
      op: z.literal("mutate"),
      on: named,
      of: z.enum(["start", "result"]).describe("Which of the two objects that were handed over."),
      path: z
        .array(z.union([z.string(), z.int()]))
        .min(1)
        .describe(
          "Names of fields, keys of free-form objects and positions in lists, from the outside in; the last is replaced.",
        ),
      value: z.json().describe("The new value, in the notation of the manifest."),
    })
    .describe("Changes an object of the caller after it was handed over, which must not change what was recorded."),
  z.strictObject({ op: z.literal("flush"), ...drain }),
  z.strictObject({ op: z.literal("shutdown"), ...drain }),
  z
    .strictObject({ op: z.literal("wait_for"), requests: z.int().positive() })
    .describe("Of the runner: waits in real time, up to a few seconds, until so many requests have arrived."),
  z
    .strictObject({
      op: z.literal("check"),
      requests: z.int().nonnegative().optional().describe("How many requests have arrived."),
      errors: z.record(recording, localError.nullable()).optional().describe("Local errors by recording; null: none."),
      self_metrics: z
        .array(selfPoint)
        .optional()
        .describe("What the SDK counts about itself by now: every point of the named instruments."),
    })
    .describe("Of the runner: what must hold at this moment."),
]);

/** One step of a run. */
export type Step = z.infer<typeof step>;

/** One answer of the ingest. The ones that name a transport are for requests over it. */
const answer = z.union([
  z.strictObject({ accept: z.literal(true) }).describe("As an ingest does: the records are checked and stored."),
  z.strictObject({
    http: z.strictObject({
      status: z.int(),
      headers: z.record(z.string(), z.string()).default({}),
      body: z.string().default(""),
    }),
    grpc: z.strictObject({
      status: z.string(),
      details: z.string().default(""),
      retry_info_ms: z.int().nonnegative().optional().describe("google.rpc.RetryInfo in the details of the status."),
    }),
  }),
  /** Success with these results; where `id` names none, the ids of the request are filled in. The records are not stored. */
  z.strictObject({
    items: z.array(
      z.strictObject({ id: z.string().optional(), accepted: z.boolean().optional(), error: z.string().optional() }),
    ),
  }),
  z
    .strictObject({ lost: z.literal(true) })
    .describe("The records are stored, and the connection is reset before the answer."),
  z.strictObject({ hang: z.literal(true) }).describe("No answer; the connection stays open."),
]);

/** The ingest of a case: strict, and empty at first. */
const ingest = z.strictObject({
  requires_tenant: z
    .boolean()
    .default(false)
    .describe("Whether a request without X-Scope-OrgID is refused: 401, UNAUTHENTICATED."),
  answers: z
    .array(answer)
    .default([])
    .describe("Answers to the first requests, in order; the following are answered as by `accept`."),
  refuses: z
    .array(z.string())
    .default([])
    .describe("A batch with a record of one of these ids is refused as a whole: HTTP 400, INVALID_ARGUMENT."),
  max_request_bytes: z
    .int()
    .positive()
    .optional()
    .describe("A longer request is refused: HTTP 413, RESOURCE_EXHAUSTED with the words of the stock server."),
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
  of: named.describe("The recording whose start has made the span."),
  name: z.string(),
  kind: z.enum(["client", "internal"]),
  parent: recording.nullable().default(null).describe("The recording whose span is the parent; null for a root."),
  started_at: offset,
  ended_at: offset,
  at_start: z
    .strictObject({ name: z.string(), attributes })
    .optional()
    .describe(
      "Name and all attributes when the span started, as a sampler sees them; not compared where it is absent.",
    ),
  attributes: attributes.describe("All attributes at the end."),
  status: z.strictObject({ code: z.enum(["ok", "error", "unset"]), message: z.string().optional() }),
  exceptions: z
    .array(
      z.union([
        z.string(),
        z.strictObject({
          message: z.string(),
          type: z.string().describe("Name of the class of the error, without that of its module."),
        }),
      ]),
    )
    .default([])
    .describe(
      "Messages of the exception events, each at the end of the span, with the class where the case is about it; there are no other events.",
    ),
});

/** All measurements of an instrument with the same attributes. Points are in no order. */
const point = z.strictObject({
  name: z.string(),
  unit: z.string(),
  attributes,
  count: z.int().positive().default(1).describe("How often something was measured."),
  sum: z.number(),
  bounds: z
    .array(z.number())
    .optional()
    .describe("Upper bounds of the buckets; not compared where no point of the instrument has them."),
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
  records: z.int().nonnegative().optional().describe("Number of generations."),
  body: record.optional().describe("The body as JSON, complete and as it is on the wire; HTTP only."),
});

/** Counters of the client after the case. */
const counts = z.strictObject({
  recorded: z.int().nonnegative().describe("Records that the client has taken over."),
  delivered: z.int().nonnegative().default(0).describe("Records that the ingest has accepted."),
  duplicates: z.int().nonnegative().default(0).describe("Delivered records that the ingest had already."),
  not_exported: z.int().nonnegative().default(0).describe("Records of a client whose protocol is none."),
  retried: z.int().nonnegative().default(0).describe("Records that were sent once more, counted at each repeat."),
  dropped: z
    .record(z.string(), z.int().positive())
    .default({})
    .describe("Lost records by reason, a value of the attribute for it; those that are not named are zero."),
});

/** `none` sends nothing. `unset` leaves protocol and endpoint to the config of the case. */
const transport = z.enum(["http", "grpc", "none", "unset"]);

/**
 * A whole run. The driver starts an ingest and makes a client with the config and the clock, whose waits between
 * attempts pass at once and whose random number is always 0.5. It executes the steps, shuts the client down unless a
 * step has done so, and compares. The run is repeated for each transport.
 */
export const lifecycleFields = {
  kind: z.literal("lifecycle").describe("A whole run: config, answers of the ingest and steps, and what comes of it."),
  transports: z.array(transport).min(1).default(["http", "grpc"]),
  config: config.prefault({}),
  ingest: ingest.prefault({}),
  steps: z.array(step),
  /** What is not given is not compared, except for errors; an empty list says that there is nothing. */
  expect: z.strictObject({
    open_error: z
      .strictObject({ message: z.string().optional() })
      .optional()
      .describe(
        "The config is refused, with this text where it is given; there are no steps then. The text names options as config.yaml does; letter case and underscores are not compared, as each language spells them in its own way.",
      ),
    generations: z
      .array(record)
      .optional()
      .describe("Stored generations as proto-JSON with proto field names, complete, in the order of their arrival."),
    in_any_order: z
      .boolean()
      .default(false)
      .describe("The order of generations and spans is not known; they are listed by id and by name of the recording."),
    spans: z.array(span).optional(),
    metrics: z.array(point).optional(),
    self_metrics: z
      .array(selfPoint)
      .optional()
      .describe("What the SDK counts about itself: every point of the named instruments."),
    nowhere: z
      .array(z.string())
      .default([])
      .describe("Texts that must be in nothing that leaves the SDK: requests, spans, points, logs, texts of errors."),
    errors: z
      .record(recording, localError)
      .default({})
      .describe("Local errors by recording; a recording that is not named has none."),
    requests: z
      .union([z.int().nonnegative(), z.array(request)])
      .optional()
      .describe("How many, or what each was like."),
    counts: counts.optional(),
    waits_ms: z.array(z.number()).optional().describe("Waits between attempts."),
    warnings: z.int().nonnegative().optional().describe("Number of warnings that the client logged."),
  }),
} as const;
