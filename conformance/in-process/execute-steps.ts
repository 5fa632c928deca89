// SPDX-License-Identifier: Apache-2.0
import { setTimeout as wait } from "node:timers/promises";
import { expect } from "vitest";
import { camelCase } from "../../codegen/naming.js";
import {
  type FlushReport,
  type RecordingContext,
  type SigilClient,
  type SigilError,
  withContext,
} from "../../src/index.js";
import { CLOCK_START, decodeData, parseOffset } from "./decode-data.js";
import { fromProtoNames } from "./from-proto-names.js";
import type { ScenarioOf } from "./load-suite.js";
import type { ScriptedIngest } from "./scripted-ingest.js";
import type { StartedSpan, TelemetryProbe } from "./telemetry-probe.js";

export type Step = ScenarioOf<"lifecycle">["steps"][number];
type StepOf<Op extends Step["op"]> = Extract<Step, { op: Op }>;
type StartStep = StepOf<"start_generation" | "start_streaming_generation" | "start_tool_execution" | "start_embedding">;

/** What steps need of the recorders of all kinds. */
interface AnyRecorder {
  readonly id?: string;
  run<T>(fn: () => T): T;
  setResult(result: never, options?: { readonly mappingError?: unknown }): void;
  setCallError(error: unknown): void;
  setFirstTokenAt?(date?: Date): void;
  end(): void;
  err(): SigilError | null;
}

/** A recording that a step has started. */
export interface Recording {
  readonly type: "Generation" | "ToolExecution" | "Embedding";
  readonly recorder: AnyRecorder;
  /** Absent for a recorder that records nothing. */
  readonly span: StartedSpan | undefined;
  /** The objects that were handed over; `mutate` changes them. */
  readonly start: object;
  result?: object;
}

/** The parts of one run. */
export interface Run {
  readonly client: SigilClient;
  readonly ingest: ScriptedIngest;
  readonly probe: TelemetryProbe;
  readonly recordings: Map<string, Recording>;
  /** Milliseconds since the clock started. */
  elapsedMs: number;
  isShutDown: boolean;
}

/** Executes steps in order; those inside a scope run inside it. */
export async function executeSteps(run: Run, steps: readonly Step[]): Promise<void> {
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index];
    if (step?.op !== "enter_context") {
      if (step !== undefined) await executeStep(run, step);
      continue;
    }
    const end = endOfScope(steps, index);
    const context = fromProtoNames("RecordingContext", step.context) as RecordingContext;
    await withContext(context, () => executeSteps(run, steps.slice(index + 1, end)));
    index = end;
  }
}

function endOfScope(steps: readonly Step[], start: number): number {
  let depth = 0;
  return steps.findIndex(({ op }, index) => {
    if (index < start) return false;
    if (op === "enter_context") depth += 1;
    if (op === "leave_context") depth -= 1;
    return depth === 0;
  });
}

async function executeStep(run: Run, step: Exclude<Step, { op: "enter_context" }>): Promise<void> {
  switch (step.op) {
    case "start_generation":
    case "start_streaming_generation":
    case "start_tool_execution":
    case "start_embedding":
      run.recordings.set(step.as, startRecording(run, step));
      return;
    case "set_result":
      return setResult(find(run, step.on), step);
    case "set_call_error":
      return find(run, step.on).recorder.setCallError(decodeData(step.error));
    case "set_first_token_at":
      return find(run, step.on).recorder.setFirstTokenAt?.(...firstTokenArguments(step.at));
    case "end":
      return find(run, step.on).recorder.end();
    case "advance_clock":
      run.elapsedMs += parseOffset(step.by);
      return;
    case "mutate":
      return mutate(find(run, step.on), step);
    case "flush":
    case "shutdown":
      return drain(run, step);
    case "wait_for":
      return waitForRequests(run, step.requests);
    case "check":
      return check(run, step);
    case "leave_context":
      throw new Error("a scope is left that was not entered");
    default:
      return step satisfies never;
  }
}

function startRecording(run: Run, step: StartStep): Recording {
  const { client, probe } = run;
  const before = probe.spans.length;
  const [type, start] = startForm(step);
  const begin = (): AnyRecorder => {
    switch (step.op) {
      case "start_generation":
        return client.startGeneration(start as never);
      case "start_streaming_generation":
        return client.startStreamingGeneration(start as never);
      case "start_tool_execution":
        return client.startToolExecution(start as never);
      case "start_embedding":
        return client.startEmbedding(start as never);
      default:
        return step satisfies never;
    }
  };
  const recorder = step.inside === undefined ? begin() : find(run, step.inside).recorder.run(begin);
  return { type, recorder, span: probe.spans[before], start };
}

function startForm({ op, start }: StartStep): readonly [Recording["type"], object] {
  const types = {
    start_generation: "Generation",
    start_streaming_generation: "Generation",
    start_tool_execution: "ToolExecution",
    start_embedding: "Embedding",
  } as const;
  const type = types[op];
  return [type, fromProtoNames(`${type}Start`, start) as object];
}

function setResult(recording: Recording, { result, mapping_error: mappingError }: StepOf<"set_result">): void {
  recording.result = fromProtoNames(`${recording.type}Result`, result) as object;
  recording.recorder.setResult(
    recording.result as never,
    mappingError === undefined ? undefined : { mappingError: decodeData(mappingError) },
  );
}

function firstTokenArguments(at: string | undefined): [] | [Date] {
  return at === undefined ? [] : [new Date(CLOCK_START + parseOffset(at))];
}

function mutate(recording: Recording, { of, path, value }: StepOf<"mutate">): void {
  const owner = path
    .slice(0, -1)
    .reduce<unknown>((current, key) => Reflect.get(...memberOf(current, key)), recording[of]);
  Reflect.set(...memberOf(owner, path.at(-1) ?? ""), decodeData(value));
}

/** Fields have camelCase names here; keys of free-form objects are as they are. */
function memberOf(owner: unknown, key: string | number): [owner: object, key: string | number] {
  if (typeof owner !== "object" || owner === null) throw new Error(`nothing holds ${key}`);
  return [owner, key in owner ? key : camelCase(String(key))];
}

async function drain(run: Run, step: StepOf<"flush" | "shutdown">): Promise<void> {
  const { client } = run;
  const options = { timeoutMs: step.timeout_ms };
  if (step.op === "shutdown") run.isShutDown = true;
  const call = (): Promise<FlushReport> => (step.op === "flush" ? client.flush(options) : client.shutdown(options));
  const reports = await Promise.all(Array.from({ length: step.callers }, call));
  if (step.report === undefined) return;
  for (const { delivered, dropped, left, error } of reports) {
    expect({ delivered, dropped, left, error: error?.code ?? null }, step.op).toEqual(step.report);
  }
}

async function waitForRequests({ ingest }: Run, requests: number): Promise<void> {
  const deadline = performance.now() + 5000;
  while (ingest.sent.length < requests && performance.now() < deadline) await wait(2);
  expect(ingest.sent.length, "requests that were waited for").toBeGreaterThanOrEqual(requests);
}

function check(run: Run, { requests, errors }: StepOf<"check">): void {
  if (requests !== undefined) expect(run.ingest.sent.length, "requests so far").toBe(requests);
  for (const [name, error] of Object.entries(errors ?? {})) expect(localError(find(run, name)), name).toEqual(error);
}

/** The local error of a recording, as scenarios write it. */
export function localError({ recorder }: Recording): { readonly code: string; readonly message: string } | null {
  const error = recorder.err();
  return error === null ? null : { code: error.code, message: error.message };
}

/** A recording by its name in the case. */
export function find(run: Run, name: string): Recording {
  const recording = run.recordings.get(name);
  if (recording === undefined) throw new Error(`the case has started no recording "${name}"`);
  return recording;
}
