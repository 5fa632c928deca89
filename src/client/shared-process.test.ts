// SPDX-License-Identifier: Apache-2.0
// What the SDK must not break in a process that it shares, each in a process of its own: what happens before the first record counts.
import { expect, it } from "vitest";
import { createLocalIngest } from "../local/index.js";
import { startHttp } from "../testing-support/loopback.js";
import { runProgram } from "../testing-support/run-program.js";

/** Starting a process and a compiler takes a moment on a busy machine. */
const TIMEOUT_MS = 30_000;

it("F-P12: delivers and keeps its deadlines when the timers were faked before the first record", {
  timeout: TIMEOUT_MS,
}, async () => {
  await using ingest = await createLocalIngest();
  const run = await runProgram(new URL("testing/fake-timers-program.ts", import.meta.url), ingest.httpUrl);
  expect(run).toEqual({ code: 0, stderr: "", lines: [{ delivered: 1, waited: 0, closed: "closed" }] });
});

it("leaves a request of the application its answer, also behind an export on the application's own agent", {
  timeout: TIMEOUT_MS,
}, async () => {
  // Slow enough that both requests are on their way at once.
  await using server = await startHttp((request, response) => {
    request.resume();
    setTimeout(() => response.end('{"results":[]}'), request.url === "/of-the-application" ? 300 : 200);
  });
  const run = await runProgram(new URL("testing/shared-agent-program.ts", import.meta.url), `http://${server.host}`);
  expect(run).toEqual({ code: 0, stderr: "", lines: [{ status: 200 }] });
});
