// SPDX-License-Identifier: Apache-2.0
import { setImmediate as nextTurn } from "node:timers/promises";
import { toClientOptions } from "./client-options.mjs";
import { CLOCK_START, decodeRecord, decodeValue, toMilliseconds } from "./decode-value.mjs";
import { encodeValue } from "./encode-value.mjs";
import { mutate } from "./mutate.mjs";
import { getTelemetry } from "./telemetry.mjs";
import { Unsupported } from "./unsupported.mjs";

/** @typedef {Record<string, any>} Step what a message asks for; PROTOCOL.md describes each */

/** Operations of a case by name. @type {Readonly<Record<string, (run: Case, step: Step) => unknown>>} */
export const STEPS = {
  start_generation: (run, step) => run.start(step, (client, start) => client.startGeneration(start)),
  start_streaming_generation: (run, step) => run.start(step, (client, start) => client.startStreamingGeneration(start)),
  start_tool_execution: (run, step) => run.start(step, (client, start) => client.startToolExecution(start)),
  start_embedding: (run, step) => run.start(step, (client, start) => client.startEmbedding(start)),
  call_generation: (run, step) => run.call(step, (client, start, fn) => client.startGeneration(start, fn)),
  call_streaming_generation: (run, step) =>
    run.call(step, (client, start, fn) => client.startStreamingGeneration(start, fn)),
  call_tool_execution: (run, step) => run.call(step, (client, start, fn) => client.startToolExecution(start, fn)),
  call_embedding: (run, step) => run.call(step, (client, start, fn) => client.startEmbedding(start, fn)),
  set_result: (run, step) => run.setResult(step),
  set_call_error: (run, step) => run.find(step.on).recorder.setCallError(decodeValue(step.error)),
  set_first_token_at: (run, step) => {
    const at = step.at === undefined ? [] : [new Date(CLOCK_START + toMilliseconds(step.at))];
    run.find(step.on).recorder.setFirstTokenAt?.(...at);
  },
  end: (run, step) => run.find(step.on).recorder.end(),
  mutate: (run, step) => {
    const recording = run.find(step.on);
    mutate(step.of === "start" ? recording.start : recording.result, step.path, decodeValue(step.value));
  },
  advance_clock: (run, step) => {
    run.elapsedMs += toMilliseconds(step.by);
  },
  flush: (run, step) => run.drain(step, (client, options) => client.flush(options)),
  shutdown: (run, step) => run.drain(step, (client, options) => client.shutdown(options)),
  submit_rating: (run, step) => run.submitRating(step),
  at_once: (run, step) => run.atOnce(step),
  local_error: (run, step) => ({ error: describeLocal(run.find(step.on).recorder.err()) }),
  status: (run) => run.status(),
  flush_telemetry: () => getTelemetry().flush(),
  close: (run) => run.close(),
};

/** One case: a client with the clock of the case, and the recordings that were started. */
export class Case {
  #sdk;
  #step;
  /** @type {import("sigil-sdk").SigilClient | undefined} */
  #client;
  /** @type {Map<string, { recorder: any, start: object, result?: object }>} */
  #recordings = new Map();
  /** @type {number[]} */
  #waitsMs = [];
  /** @type {{ level: string, message: string }[]} */
  #logs = [];
  elapsedMs = 0;

  /**
   * @param {import("./run-driver.mjs").Sdk} sdk
   * @param {Step} step
   */
  constructor(sdk, step) {
    this.#sdk = sdk;
    this.#step = step;
  }

  async open() {
    await getTelemetry().begin(this.#step.telemetry_url);
    const log = (/** @type {string} */ level) => (/** @type {string} */ message) => {
      this.#logs.push({ level, message });
    };
    this.#client = new this.#sdk.SigilClient({
      ...toClientOptions(this.#step.config, this.#sdk),
      now: () => new Date(CLOCK_START + this.elapsedMs),
      random: () => 0.5,
      sleep: async (milliseconds) => {
        this.#waitsMs.push(milliseconds);
      },
      logger: { debug: log("debug"), warn: log("warn"), error: log("error") },
    });
    this.#sdk.reportSelfMetrics(this.#client, { meter: getTelemetry().selfMeter });
    return {};
  }

  /** @param {Step} step */
  execute(step) {
    const execute = STEPS[step.op];
    if (execute === undefined) throw new Unsupported(`operation ${step.op}`);
    return execute(this, step);
  }

  /**
   * @template T
   * @param {Step} step
   * @param {() => T} fn
   */
  inContext(step, fn) {
    return this.#sdk.withContext(decodeRecord(step.context), fn);
  }

  /**
   * @param {Step} step
   * @param {(client: any, start: any) => any} begin
   */
  start(step, begin) {
    const start = decodeRecord(step.start);
    const create = () => begin(this.#client, start);
    const { started } = getTelemetry();
    const before = started.length;
    const recorder = step.inside === undefined ? create() : this.find(step.inside).recorder.run(create);
    this.#recordings.set(step.as, { recorder, start });
    return { id: recorder.id, span: describeSpan(started[before]) };
  }

  /**
   * The callback form: what the function returns or throws must come out of the call.
   *
   * @param {Step} step
   * @param {(client: any, start: any, fn: (recorder: any) => unknown) => unknown} begin
   */
  async call(step, begin) {
    const start = decodeRecord(step.start);
    const error = step.throws === undefined ? undefined : decodeValue(step.throws);
    const value = { returned: true };
    const { started } = getTelemetry();
    const before = started.length;
    const fn = (/** @type {any} */ recorder) => {
      this.#recordings.set(step.as, { recorder, start });
      if (step.result !== undefined) recorder.setResult(decodeRecord(step.result));
      if (step.call_error !== undefined) recorder.setCallError(decodeValue(step.call_error));
      if (error !== undefined) throw error;
      return value;
    };
    const outcome = await observeOutcome(() =>
      begin(this.#client, start, step.form === "async" ? async (recorder) => fn(recorder) : fn),
    );
    const isSame = outcome.value === (error ?? value);
    const { id } = this.find(step.as).recorder;
    return { id, span: describeSpan(started[before]), outcome: outcome.kind, same: isSame };
  }

  /** @param {Step} step */
  setResult(step) {
    const recording = this.find(step.on);
    const result = decodeRecord(step.result);
    recording.result = result;
    const { mapping_error: mappingError } = step;
    recording.recorder.setResult(
      result,
      mappingError === undefined ? undefined : { mappingError: decodeValue(mappingError) },
    );
  }

  /**
   * @param {Step} step
   * @param {(client: any, options: import("sigil-sdk").FlushOptions) => Promise<import("sigil-sdk").FlushReport>} call
   */
  async drain(step, call) {
    const options = { timeoutMs: step.timeout_ms };
    const calls = Array.from({ length: step.callers ?? 1 }, () => call(this.#client, options));
    const reports = (await Promise.all(calls)).map(({ delivered, dropped, left, error }) => {
      return { delivered, dropped, left, error: error?.code ?? null };
    });
    return { reports };
  }

  /** @param {Step} step */
  async submitRating(step) {
    try {
      const result = await this.#client?.submitConversationRating(
        decodeValue(step.conversation_id),
        decodeRecord(step.input),
      );
      return { result: encodeValue(result) };
    } catch (error) {
      if (!this.#sdk.isSigilError(error)) throw error;
      return { error: describeLocal(error) };
    }
  }

  /**
   * Runs lists of steps at the same time, each in an asynchronous task and a scope of its own.
   *
   * @param {Step} step
   */
  async atOnce({ tasks }) {
    const run = async (/** @type {Step} */ { steps }) => {
      const answers = [];
      for (const step of steps) {
        await nextTurn();
        answers.push((await this.execute(step)) ?? {});
      }
      return answers;
    };
    const answers = await Promise.all(tasks.map((/** @type {Step} */ task) => this.inContext(task, () => run(task))));
    return { answers };
  }

  status() {
    const status = this.#client?.status();
    return {
      counts: status && {
        recorded: status.recorded,
        delivered: status.delivered,
        duplicates: status.duplicates,
        not_exported: status.notExported,
        retried: status.retried,
        dropped: Object.fromEntries(Object.entries(status.dropped).filter(([, count]) => count > 0)),
      },
      waits_ms: this.#waitsMs,
      logs: this.#logs,
    };
  }

  async close() {
    await this.#client?.shutdown({ timeoutMs: 100 });
    return {};
  }

  /** @param {string} name */
  find(name) {
    const recording = this.#recordings.get(name);
    if (recording === undefined) throw new Error(`there is no recording ${name}`);
    return recording;
  }
}

/**
 * @param {() => unknown} fn
 * @returns {Promise<{ kind: "returned" | "threw", value: unknown }>}
 */
async function observeOutcome(fn) {
  try {
    return { kind: "returned", value: await fn() };
  } catch (error) {
    return { kind: "threw", value: error };
  }
}

/** @param {import("@opentelemetry/api").SpanContext | undefined} span */
function describeSpan(span) {
  return span === undefined ? null : { trace_id: span.traceId, span_id: span.spanId };
}

/** An error that is none of the SDK's has no code. @param {import("sigil-sdk").SigilError | null} error */
function describeLocal(error) {
  return error === null ? null : { code: error.code ?? "internal", message: error.message };
}
