// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import { type ScriptedIngest, startScriptedIngest } from "../receivers/scripted-ingest.js";
import { type ReceivedTelemetry, startTelemetryReceiver, type TelemetryReceiver } from "../receivers/telemetry.js";
import { CLOCK_START } from "./decode-data.js";
import {
  type DriverConnection,
  DriverError,
  DriverLost,
  type Hello,
  type Message,
  PROTOCOL_VERSION,
} from "./protocol.js";
import { startDriver } from "./start-driver.js";
import type { Tables } from "./tables.js";

/** What came of a check; `problem` is what was seen in place of what the name says. */
export interface CheckResult {
  readonly name: string;
  readonly problem: string | undefined;
  /** Whether there is no such program at all. */
  readonly isNotFound?: boolean;
}

/** A driver under check, with the servers of a case. */
interface Subject {
  readonly connection: DriverConnection;
  readonly hello: Hello;
  readonly ingest: ScriptedIngest;
  readonly telemetry: TelemetryReceiver;
}

interface Check {
  readonly name: string;
  readonly run: (subject: Subject) => Promise<string | undefined>;
}

/** What every driver does whatever its SDK: rules of PROTOCOL.md that cases take for granted. */
const CHECKS: readonly Check[] = [
  { name: "says hello again, and the same", run: checkHello },
  { name: "answers a step outside of a case with an error", run: checkNoCase },
  { name: "answers an operation that there is not with an error, and goes on", run: checkUnknownOperation },
  { name: "starts each case without scopes and time of the last", run: checkFreshCase },
  { name: "throws away spans and points of the last case", run: checkFreshTelemetry },
  { name: "ends lines at U+000A alone", run: checkSeparators },
];

/** Checks a driver by itself, each time with a process of its own. */
export async function checkDriver(connect: () => DriverConnection, tables: Tables): Promise<readonly CheckResult[]> {
  const telemetry = await startTelemetryReceiver();
  const results: CheckResult[] = [];
  try {
    for (const { name, run } of CHECKS) {
      const result = await runCheck(run, connect, tables, telemetry);
      results.push({ name, ...result });
      if (result.isNotFound === true) break;
    }
  } finally {
    await telemetry.close();
  }
  return results;
}

async function runCheck(
  run: Check["run"],
  connect: () => DriverConnection,
  tables: Tables,
  telemetry: TelemetryReceiver,
): Promise<Omit<CheckResult, "name">> {
  await using ingest = await startScriptedIngest(
    { requires_tenant: false, answers: [], refuses: [] },
    () => new Date(CLOCK_START),
  );
  let connection: DriverConnection | undefined;
  try {
    const started = await startDriver(connect, tables);
    connection = started.connection;
    return { problem: await run({ ...started, ingest, telemetry }) };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return error instanceof DriverLost && error.isNotFound ? { problem, isNotFound: true } : { problem };
  } finally {
    await connection?.close();
  }
}

async function checkHello({ connection, hello }: Subject): Promise<string | undefined> {
  const again = await connection.request({ op: "hello", protocol: PROTOCOL_VERSION });
  return isDeepStrictEqual(again, hello) ? undefined : `it says ${JSON.stringify(again)}`;
}

async function checkNoCase({ connection }: Subject): Promise<string | undefined> {
  return expectError(connection, { op: "end", on: "nobody" });
}

async function checkUnknownOperation(subject: Subject): Promise<string | undefined> {
  await open(subject);
  const problem = await expectError(subject.connection, { op: "no_such_operation" });
  await subject.connection.request({ op: "status" });
  return problem;
}

async function checkFreshCase(subject: Subject): Promise<string | undefined> {
  const { connection, hello, ingest } = subject;
  await open(subject);
  await connection.request({ op: "advance_clock", by: "+5s" });
  if (hello.ops.includes("enter_context")) {
    await connection.request({ op: "enter_context", context: { agent_name: "left-over" } });
  }
  await expectError(connection, { op: "end", on: "nobody" });
  await open(subject);
  await record(connection);
  const { agent_name: agent, started_at: startedAt } = findStored(ingest);
  if (agent !== undefined)
    return `the next case has the agent_name ${JSON.stringify(agent)} of a scope that it is not in`;
  const start = new Date(CLOCK_START).toISOString().replace(".000Z", "Z");
  return startedAt === start ? undefined : `the next case starts at ${JSON.stringify(startedAt)} and not at ${start}`;
}

async function checkFreshTelemetry(subject: Subject): Promise<string | undefined> {
  const { connection } = subject;
  await open(subject);
  await record(connection);
  const received = await open(subject);
  for (const _ of ["once", "again"]) await connection.request({ op: "flush_telemetry" });
  const points = received.metrics.flatMap(({ name, points: all }) =>
    all.some((point) => ("count" in point ? point.count : point.value) > 0) ? [name] : [],
  );
  const seen = [...received.started, ...received.ended].map(({ name }) => name).concat(points);
  return seen.length === 0 ? undefined : `the next case sends ${seen.join(", ")}`;
}

async function checkSeparators(subject: Subject): Promise<string | undefined> {
  const text = "one\u2028two\u2029three\u0085four\r\nfive";
  await open(subject);
  await record(subject.connection, text);
  const { output } = findStored(subject.ingest) as {
    readonly output?: readonly { parts: readonly { text?: string }[] }[];
  };
  const stored = output?.[0]?.parts[0]?.text;
  if (stored === undefined) return "the text of the output is not exported";
  return stored === text ? undefined : `${JSON.stringify(text)} arrives as ${JSON.stringify(stored)}`;
}

async function open({ connection, ingest, telemetry }: Subject): Promise<ReceivedTelemetry> {
  const received = telemetry.begin();
  const generationExport = { protocol: "http", endpoint: ingest.httpUrl, batch_size: 1, flush_interval_ms: 3_600_000 };
  await connection.request({
    op: "open",
    config: { generation_export: generationExport },
    telemetry_url: received.url,
  });
  return received;
}

/** The shortest case: one generation, up to its delivery. */
async function record(connection: DriverConnection, text = "Yes."): Promise<void> {
  const start = { model: { provider: "openai", name: "gpt-4o-mini" } };
  await connection.request({ op: "start_generation", as: "it", start });
  const output = [{ role: "assistant", parts: [{ kind: "text", text }] }];
  await connection.request({ op: "set_result", on: "it", result: { output } });
  await connection.request({ op: "end", on: "it" });
  await connection.request({ op: "shutdown" });
}

function findStored({ generations }: ScriptedIngest): Readonly<Record<string, unknown>> {
  const stored = generations.list().at(-1);
  if (stored === undefined) throw new Error("nothing was exported");
  return stored.json as Readonly<Record<string, unknown>>;
}

async function expectError(connection: DriverConnection, message: Message): Promise<string | undefined> {
  try {
    return `it answers ${JSON.stringify(await connection.request(message))}`;
  } catch (error) {
    if (error instanceof DriverError) return undefined;
    throw error;
  }
}
