// SPDX-License-Identifier: Apache-2.0
import { expect } from "vitest";
import { SDK_NAME, USER_AGENT_PRODUCT } from "../../generated/ts/attributes.js";
import { ENDPOINTS } from "../../generated/ts/endpoints.js";
import { SigilClient, type SigilClientOptions } from "../../src/index.js";
import { SDK_VERSION } from "../../src/version.js";
import { toClientOptions } from "./client-options.js";
import { compareRun, type Observed } from "./compare-run.js";
import { CLOCK_START } from "./decode-data.js";
import { executeSteps, find, type Run } from "./execute-steps.js";
import type { ScenarioOf } from "./load-suite.js";
import { type ScriptedIngest, startScriptedIngest } from "./scripted-ingest.js";
import { createTelemetryProbe } from "./telemetry-probe.js";

type Lifecycle = ScenarioOf<"lifecycle">;
export type Transport = Lifecycle["transports"][number];

/** One run of a scenario over one transport, against the strict ingest on loopback. */
export async function runLifecycle(scenario: Lifecycle, transport: Transport): Promise<void> {
  await using ingest = await startScriptedIngest(scenario.ingest);
  const probe = createTelemetryProbe();
  const observed: Observed = { waitsMs: [], warnings: [] };
  // The clock is asked before the run exists, when the client is made.
  let run: Run | undefined;
  const client = new SigilClient({
    ...withTransport(
      toClientOptions(scenario.config, (name) => resolveReference(name, undefined, ingest)),
      transport,
      ingest,
    ),
    tracer: probe.tracer,
    meter: probe.meter,
    now: () => new Date(CLOCK_START + (run?.elapsedMs ?? 0)),
    random: () => 0.5,
    sleep: async (milliseconds) => {
      observed.waitsMs.push(milliseconds);
    },
    logger: { warn: (message) => observed.warnings.push(message) },
  });
  run = { client, ingest, probe, recordings: new Map(), elapsedMs: 0, isShutDown: false };
  try {
    await executeSteps(run, scenario.steps);
    if (!run.isShutDown) expect((await client.shutdown()).left, "left after shutdown").toBe(0);
    await compareRun(run, observed, scenario.expect, (name) => resolveReference(name, run, ingest));
  } finally {
    await client.shutdown({ timeoutMs: 100 });
    await probe.close();
  }
}

/** Protocol and endpoint, unless the case says where to send. */
function withTransport(options: SigilClientOptions, transport: Transport, ingest: ScriptedIngest): SigilClientOptions {
  if (transport === "unset") return options;
  const endpoint = transport === "grpc" ? ingest.grpcTarget : ingest.httpUrl;
  return { ...options, generationExport: { protocol: transport, endpoint, ...options.generationExport } };
}

/** Value of a `$ref`. */
function resolveReference(name: string, run: Run | undefined, ingest: ScriptedIngest): unknown {
  const [owner = "", member = ""] = name.split(".");
  const fixed: Readonly<Record<string, string>> = {
    "sdk.name": SDK_NAME,
    "sdk.user_agent": `${USER_AGENT_PRODUCT}/${SDK_VERSION}`,
    "ingest.http_url": ingest.httpUrl,
    "ingest.export_url": ingest.httpUrl + ENDPOINTS.httpExport.path,
    "ingest.http_host": new URL(ingest.httpUrl).host,
    "ingest.grpc_host": ingest.grpcTarget,
    "ingest.grpc_method": ENDPOINTS.grpcExport.path,
  };
  if (fixed[name] !== undefined) return fixed[name];
  if (run === undefined) throw new Error(`${name} is not known before the run`);
  const { recorder, span } = find(run, owner);
  const spanContext = span?.span.spanContext();
  const values: Readonly<Record<string, string | undefined>> = {
    id: recorder.id,
    trace_id: spanContext?.traceId,
    span_id: spanContext?.spanId,
  };
  const value = values[member];
  if (value === undefined) throw new Error(`a run has no ${name}`);
  return value;
}
