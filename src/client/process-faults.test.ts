// SPDX-License-Identifier: Apache-2.0
// What happens to a process that uses a client: it leaves in a hurry, is stopped, has workers, or forgets its recorders.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, it, vi } from "vitest";
import { createLocalIngest } from "../local/index.js";
import { runProgram } from "../testing-support/run-program.js";
import type { LeavingProgram } from "./testing/leaving-program.js";

const program = (name: string): URL => new URL(`testing/${name}-program.ts`, import.meta.url);

/** Starting a process and a compiler takes a moment on a busy machine. */
const TIMEOUT_MS = 30_000;

it.each<[by: LeavingProgram["by"], code: number | null, stderr: RegExp]>([
  ["process.exit", 3, /^$/],
  ["a signal", null, /^$/],
  ["an exception", 1, /Error: of the host/],
])("F-P2, F-P3, F-P4: ends by %s as without a client", { timeout: TIMEOUT_MS }, async (by, code, stderr) => {
  await using ingest = await createLocalIngest({ answer: () => ({ kind: "hang" }) });
  const run = await runProgram(program("leaving"), { endpoint: ingest.httpUrl, by } satisfies LeavingProgram);
  expect({ ...run, requests: ingest.requests.list().length }).toEqual({
    code,
    stderr: expect.stringMatching(stderr),
    lines: [{ at: "end of main", delivered: 0, listeners: [] }],
    requests: 1,
  });
});

it("F-Q6: keeps no recorder that nobody ends", { timeout: TIMEOUT_MS }, async () => {
  const { code, stderr, lines } = await runProgram(program("abandoning"), {}, { NODE_OPTIONS: "--expose-gc" });
  const [line] = lines as [{ opened: number; kept: number; recorded: number }];
  // Some may still be in a register or on the stack of the last turn.
  expect({ code, stderr, ...line, kept: line.kept < 100 }).toEqual({
    code: 0,
    stderr: "",
    opened: 10_000,
    kept: true,
    recorded: 0,
  });
});

it("F-P9: main thread and worker each deliver their own", { timeout: TIMEOUT_MS }, async () => {
  await using ingest = await createLocalIngest();
  const { code, stderr, lines } = await runProgram(program("working"), ingest.httpUrl);
  expect({
    code,
    stderr,
    lines,
    stored: ingest.generations
      .list()
      .map(({ generation }) => generation.id)
      .sort(),
  }).toEqual({
    code: 0,
    stderr: "",
    lines: [
      { id: "gen_of_worker", recorded: 1, delivered: 1 },
      { id: "gen_of_main", recorded: 1, delivered: 1 },
    ],
    stored: ["gen_of_main", "gen_of_worker"],
  });
});

it.skipIf(process.platform !== "linux")(
  "F-P10: goes on after the process was stopped",
  { timeout: TIMEOUT_MS },
  async () => {
    await using ingest = await createLocalIngest();
    const stored = (): string[] => ingest.generations.list().map(({ generation }) => generation.id);
    const args = ["--import", "tsx", fileURLToPath(program("pausing")), JSON.stringify(ingest.httpUrl)];
    const child = spawn(process.execPath, args, { cwd: fileURLToPath(new URL("../..", import.meta.url)) });
    const output: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
    const closed = once(child, "close");
    await vi.waitFor(() => expect(stored().length).toBeGreaterThan(0), TIMEOUT_MS);
    child.kill("SIGSTOP");
    await vi.waitFor(() => expect(readFileSync(`/proc/${child.pid}/stat`, "latin1")).toMatch(/\) T /));
    // The fault itself: longer than the interval and than an attempt may take.
    await wait(400);
    const before = stored().length;
    child.kill("SIGCONT");
    await vi.waitFor(() => expect(stored().length).toBeGreaterThan(before), TIMEOUT_MS);
    child.stdin.end();
    const [code] = await closed;
    const ids = stored();
    expect({ code, unique: new Set(ids).size, ...JSON.parse(Buffer.concat(output).toString()) }).toEqual({
      code: 0,
      unique: ids.length,
      recorded: ids.length,
      delivered: ids.length,
      queued: 0,
    });
  },
);
