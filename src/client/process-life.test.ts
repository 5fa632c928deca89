// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it, vi } from "vitest";
import { createLocalIngest, type LocalIngest, type ScriptedAnswer } from "../local/index.js";
import { type ProgramRun, runProgram } from "../testing-support/run-program.js";
import { createDelivery } from "./testing/create-delivery.js";
import type { EndingProgram } from "./testing/ending-program.js";

const PROGRAM = new URL("testing/ending-program.ts", import.meta.url);
const hang = (): ScriptedAnswer => ({ kind: "hang" });

function run(program: EndingProgram): Promise<ProgramRun> {
  return runProgram(PROGRAM, program);
}

const endpointOf = (ingest: LocalIngest, protocol: "http" | "grpc"): string =>
  protocol === "http" ? ingest.httpUrl : ingest.grpcTarget;

/** Starting a process and a compiler takes a moment on a busy machine. */
const TIMEOUT_MS = 30_000;

describe.each(["http", "grpc"] as const)("a process that exports over %s", (protocol) => {
  it("ends at once although the server hangs and nobody shut down", { timeout: TIMEOUT_MS }, async () => {
    await using ingest = await createLocalIngest({ answer: hang });
    const { code, stderr, lines } = await run({
      generationExport: { protocol, endpoint: endpointOf(ingest, protocol), batchSize: 2, timeoutMs: 600_000 },
      records: 5,
      lingerMs: 300,
    });
    expect({ code, stderr, lines, requests: ingest.requests.list().length }).toEqual({
      code: 0,
      stderr: "",
      lines: [
        { at: "end of main", heldBy: [] },
        { at: "exit", delivered: 0, queued: 5 },
      ],
      requests: 1,
    });
  });

  it("ends at once between two attempts, and while the interval runs", { timeout: TIMEOUT_MS }, async () => {
    const waits = { initialBackoffMs: 60_000, maxBackoffMs: 60_000, flushIntervalMs: 60_000 };
    const generationExport = { protocol, endpoint: "127.0.0.1:1", ...waits };
    const between = await run({
      generationExport: { ...generationExport, batching: "immediate" },
      records: 1,
      lingerMs: 200,
    });
    const before = await run({ generationExport, records: 1 });
    expect([between, before]).toEqual(
      Array(2).fill({
        code: 0,
        stderr: "",
        lines: [
          { at: "end of main", heldBy: [] },
          { at: "exit", delivered: 0, queued: 1 },
        ],
      }),
    );
  });

  it("ends at once after a success, with a kept connection", { timeout: TIMEOUT_MS }, async () => {
    await using ingest = await createLocalIngest();
    const { code, stderr, lines } = await run({
      generationExport: { protocol, endpoint: endpointOf(ingest, protocol) },
      records: 3,
      finally: "flush",
    });
    expect({ code, stderr, lines }).toEqual({
      code: 0,
      stderr: "",
      lines: [
        { at: "flush", delivered: 3, dropped: 0, left: 0 },
        { at: "end of main", heldBy: [] },
        { at: "exit", delivered: 3, queued: 0 },
      ],
    });
  });

  it.each(["flush", "shutdown"] as const)(
    "lives until an awaited %s is over",
    { timeout: TIMEOUT_MS },
    async (call) => {
      await using ingest = await createLocalIngest({ answer: hang });
      const { code, stderr, lines } = await run({
        generationExport: { protocol, endpoint: endpointOf(ingest, protocol), flushTimeoutMs: 400 },
        records: 2,
        finally: call,
      });
      const [dropped, left] = call === "shutdown" ? [2, 0] : [0, 2];
      expect({ code, stderr, lines }).toEqual({
        code: 0,
        stderr: "",
        lines: [
          { at: call, delivered: 0, dropped, left, error: `sigil: ${call} did not finish within 400 ms` },
          { at: "end of main", heldBy: [] },
          { at: "exit", delivered: 0, queued: left },
        ],
      });
    },
  );
});

describe("many clients in one process", () => {
  it("leave nothing behind once they are shut down", { timeout: TIMEOUT_MS }, async () => {
    await using ingest = await createLocalIngest();
    const before = process.getActiveResourcesInfo().length;
    const warnings: Error[] = [];
    const note = (warning: Error): void => void warnings.push(warning);
    process.on("warning", note);
    for (let index = 0; index < 100; index += 1) {
      const protocol = index % 2 === 0 ? "http" : "grpc";
      const { delivery, accept } = createDelivery({
        generationExport: { protocol, endpoint: endpointOf(ingest, protocol) },
      });
      accept(`gen_${index}`);
      await delivery.shutdown({});
    }
    process.off("warning", note);
    // The server's side of the last connections closes in its own time.
    await vi.waitFor(() => expect(process.getActiveResourcesInfo().length).toBeLessThanOrEqual(before + 4));
    expect({ warnings, stored: ingest.generations.list().length }).toEqual({ warnings: [], stored: 100 });
  });
});

describe("memory", () => {
  it("stays within the queue's bound however much is recorded against a dead server", {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { code, lines } = await runProgram(
      new URL("testing/memory-program.ts", import.meta.url),
      {},
      { NODE_OPTIONS: "--expose-gc" },
    );
    const [line] = lines as [{ refused: number; records: number; growthMb: number }];
    // 8 MiB of queue, and slack for what a process grows by anyway; ten times as much was offered.
    expect({ code, isFull: line.refused > line.records / 2, isBounded: line.growthMb < 8 + 16 }).toEqual({
      code: 0,
      isFull: true,
      isBounded: true,
    });
  });
});
