// SPDX-License-Identifier: Apache-2.0
import { setTimeout as wait } from "node:timers/promises";
import type { Step } from "../../codegen/schema/lifecycle.js";
import { EXPECTATIONS, RUNNER_OPS } from "../../codegen/schema/protocol.js";
import { type ScriptedIngest, startScriptedIngest } from "../receivers/scripted-ingest.js";
import type { ReceivedTelemetry } from "../receivers/telemetry.js";
import type { Bench } from "./bench.js";
import type { Capture, CapturedError, CapturedStep } from "./capture.js";
import { checkAnswer } from "./check-answer.js";
import { CLOCK_START, decodeData, parseOffset } from "./decode-data.js";
import type { Lifecycle, Transport } from "./load-suites.js";
import { DriverError, type Message } from "./protocol.js";
import { readRequests } from "./read-requests.js";
import { readNumbers, readPoints, readSpans } from "./read-telemetry.js";
import { createReferences, type References, type StartedRecording } from "./references.js";
import { SkipCase } from "./skip-case.js";

/** Longest real time that `wait_for` waits. */
const WAIT_LIMIT_MS = 5000;

/** Runs a case over one transport and returns everything that was seen. Throws {@link SkipCase} when the driver cannot run it. */
export async function executeCase(scenario: Lifecycle, transport: Transport, bench: Bench): Promise<Capture> {
  const unknown = scenario.steps
    .map(({ op }) => op)
    .find((op) => !RUNNER_OPS.includes(op) && !bench.hello.ops.includes(op));
  if (unknown !== undefined) throw new SkipCase(`the driver has no ${unknown}`);
  const clock = { elapsedMs: 0 };
  await using ingest = await startScriptedIngest(scenario.ingest, () => new Date(CLOCK_START + clock.elapsedMs));
  const received = bench.telemetry.begin();
  const run = new Execution(scenario, transport, bench, ingest, clock, received);
  try {
    const openError = await run.open();
    if (openError === null) await run.steps();
    return await run.capture(openError);
  } finally {
    received.end();
  }
}

class Execution {
  readonly #scenario: Lifecycle;
  readonly #transport: Transport;
  readonly #bench: Bench;
  readonly #ingest: ScriptedIngest;
  readonly #clock: { elapsedMs: number };
  readonly #received: ReceivedTelemetry;
  readonly #references: References;
  readonly #recordings = new Map<string, StartedRecording>();
  readonly #steps: Record<string, CapturedStep> = {};

  constructor(
    scenario: Lifecycle,
    transport: Transport,
    bench: Bench,
    ingest: ScriptedIngest,
    clock: { elapsedMs: number },
    received: ReceivedTelemetry,
  ) {
    this.#scenario = scenario;
    this.#transport = transport;
    this.#bench = bench;
    this.#ingest = ingest;
    this.#clock = clock;
    this.#received = received;
    this.#references = createReferences(bench, ingest);
  }

  /** Makes the client; the text of the error when the config is refused. */
  async open(): Promise<string | null> {
    const config = this.#resolve(this.#scenario.config) as { readonly generation_export?: object };
    const endpoint = this.#transport === "grpc" ? this.#ingest.grpcTarget : this.#ingest.httpUrl;
    const defaults = this.#transport === "unset" ? {} : { protocol: this.#transport, endpoint };
    const generationExport = { ...defaults, ...config.generation_export };
    try {
      await this.#send({
        op: "open",
        config: { ...config, generation_export: generationExport },
        telemetry_url: this.#received.url,
      });
      return null;
    } catch (error) {
      if (error instanceof DriverError && error.code === "config") return error.message;
      throw error;
    }
  }

  async steps(): Promise<void> {
    for (const [index, step] of this.#scenario.steps.entries()) {
      const captured = await this.#execute(step);
      if (captured !== undefined) this.#steps[String(index)] = captured;
    }
    if (this.#scenario.steps.some(({ op }) => op === "shutdown")) return;
    this.#steps["end"] = await this.#drain({ op: "shutdown" });
  }

  async capture(openError: string | null): Promise<Capture> {
    const received = this.#received;
    if (openError === null) await this.#send({ op: "flush_telemetry" });
    const errors = openError === null ? await this.#errors([...this.#recordings.keys()]) : {};
    const status = openError === null ? await this.#send({ op: "status" }) : {};
    if (openError === null) await this.#send({ op: "close" });
    const owners = [...this.#recordings].flatMap(([name, { span }]) => (span ? [[span.span_id, name] as const] : []));
    const generations = this.#ingest.generations.list().map((stored) => stored.json as Record<string, unknown>);
    return {
      case: this.#scenario.id,
      transport: this.#transport,
      refs: this.#references.all(this.#recordings, generations),
      open_error: openError,
      steps: this.#steps,
      generations: this.#isShort(generations) ? generations : [],
      spans: readSpans(received, new Map(owners)),
      metrics: readPoints(received.metrics),
      self_metrics: readNumbers(received.metrics),
      requests: readRequests(this.#ingest.sent),
      errors: Object.fromEntries(Object.entries(errors).flatMap(([name, error]) => (error ? [[name, error]] : []))),
      counts: (status["counts"] as Capture["counts"] | undefined) ?? null,
      waits_ms: (status["waits_ms"] as Capture["waits_ms"] | undefined) ?? null,
      logs: (status["logs"] as Capture["logs"] | undefined) ?? null,
    };
  }

  /** Records of megabytes are kept only for a case that compares them. */
  #isShort(generations: readonly unknown[]): boolean {
    return this.#scenario.expect.generations !== undefined || JSON.stringify(generations).length < 65_536;
  }

  async #execute(step: Step): Promise<CapturedStep | undefined> {
    switch (step.op) {
      case "wait_for":
        return this.#waitForRequests(step.requests);
      case "check":
        return {
          requests: this.#ingest.sent.length,
          errors: await this.#errors(Object.keys(step.errors ?? {})),
          ...(step.self_metrics === undefined ? {} : { self_metrics: await this.#selfMetrics() }),
        };
      case "flush":
      case "shutdown":
        return this.#drain(step);
      case "submit_rating":
        return (await this.#send(step)) as CapturedStep;
      case "advance_clock":
        this.#clock.elapsedMs += parseOffset(step.by);
        await this.#send(step);
        return undefined;
      case "at_once": {
        const { answers } = await this.#send(step);
        step.tasks.forEach(({ steps }, task) => {
          steps.forEach((inner, index) => void this.#note(inner, (answers as Answers)[task]?.[index]));
        });
        return undefined;
      }
      default:
        return this.#note(step, await this.#send(step));
    }
  }

  /** Remembers a recording that a step started, and how a call of the callback form ended. */
  #note(step: Step, answer: Readonly<Record<string, unknown>> | undefined): CapturedStep | undefined {
    if (!("as" in step)) return undefined;
    const { id, span = null, outcome, same } = (answer ?? {}) as Partial<StartedRecording> & CapturedStep;
    this.#recordings.set(step.as, { id, span });
    return outcome === undefined ? undefined : { outcome, ...(same === undefined ? {} : { same }) };
  }

  async #drain(step: Message): Promise<CapturedStep> {
    const { reports = [], raised } = (await this.#send(step)) as CapturedStep;
    return { reports, ...(raised === undefined ? {} : { raised }) };
  }

  async #waitForRequests(count: number): Promise<CapturedStep> {
    const deadline = performance.now() + WAIT_LIMIT_MS;
    while (this.#ingest.sent.length < count && performance.now() < deadline) await wait(2);
    return { requests: this.#ingest.sent.length };
  }

  async #errors(names: readonly string[]): Promise<Record<string, CapturedError | null>> {
    const errors: Record<string, CapturedError | null> = {};
    for (const on of names) {
      const { error } = await this.#send({ op: "local_error", on });
      errors[on] = (error as CapturedError | null | undefined) ?? null;
    }
    return errors;
  }

  async #selfMetrics(): Promise<Capture["self_metrics"]> {
    await this.#send({ op: "flush_telemetry" });
    return readNumbers(this.#received.metrics);
  }

  /** Sends a step without what is expected of it. */
  async #send(step: Message): Promise<Readonly<Record<string, unknown>>> {
    const hidden = EXPECTATIONS[step.op] ?? [];
    const message = Object.fromEntries(Object.entries(step).filter(([name]) => !hidden.includes(name)));
    try {
      return checkAnswer(step, await this.#bench.connection.request(this.#resolve(message) as Message));
    } catch (error) {
      if (error instanceof DriverError && error.code === "unsupported") throw new SkipCase(error.message);
      throw error;
    }
  }

  #resolve(data: unknown): unknown {
    return decodeData(data, { form: "message", resolve: (name) => this.#references.find(name, this.#recordings) });
  }
}

type Answers = readonly (readonly Readonly<Record<string, unknown>>[])[];
