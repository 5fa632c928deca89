// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { checkProgram } from "./check-program.mjs";
import { checkLateProviders, checkTelemetry } from "./check-telemetry.mjs";
import { SILENT, withIngest } from "./ingest.mjs";
import { runProcess } from "./run-process.mjs";

/** What a busy machine may need from the last output to the exit of a process that has nothing left to do. */
const LINGER_MS = 1500;
/** As in main.mjs. */
const REQUEST_TIMEOUT_MS = 3000;

/**
 * @typedef {object} Stage
 * @property {import("./node-runtime.mjs").ProcessRuntime} runtime
 * @property {string} binary
 * @property {string} plain folder of the application that has only the SDK and the OpenTelemetry API
 * @property {string} complete folder of the one that has every peer of the SDK
 * @property {string} withSdk folder of the one that has an OpenTelemetry SDK as well
 */

/** @type {Readonly<Record<string, (stage: Stage) => Promise<void>>>} */
export const PROCESS_CHECKS = {
  "the import conditions pick its files": checkPicks,
  "the program's records are complete": checkRecords,
  "spans and metric points are complete": checkSpans,
  "providers that come late are used": checkLate,
  "a flushed client lets the process end": checkFlushed,
  "a record that waits lets the process end": checkUnsent,
  "a request without an answer does not keep the process for long": checkForgotten,
  "shutdown keeps its deadline": checkDeadline,
};

/** @type {typeof PROCESS_CHECKS} */
export const NODE_CHECKS = {
  "CommonJS code can require the SDK": checkRequire,
  "entries make no code from strings": checkEntries,
};

/** Compiles its validators, where it may. */
const ENTRIES_WITH_GENERATED_CODE = ["./schemas"];

/** @param {Stage} stage */
async function checkPicks(stage) {
  const { stdout } = await run(stage, stage.plain, ["node_modules/sigil-sdk/picks.mjs"]);
  const { transport, storage } = stage.runtime.picks;
  assert.deepEqual(
    JSON.parse(stdout).map((/** @type {string} */ url) => url.split("/dist/src/")[1]),
    [transport, storage],
  );
}

/** @param {Stage} stage */
async function checkRecords(stage) {
  await withIngest(async (ingest) => {
    const startedAt = new Date();
    const ended = await run(stage, stage.plain, ["main.mjs", ingest.httpUrl]);
    checkProgram(JSON.parse(ended.stdout), ingest, { failedBetween: [startedAt, new Date()] });
    assertEndedSoon(ended);
  });
}

/** @param {Stage} stage */
export async function checkSpans(stage) {
  await withIngest(async (ingest) => {
    const ended = await run(stage, stage.withSdk, ["telemetry.mjs", ingest.httpUrl]);
    checkTelemetry(JSON.parse(ended.stdout), ingest);
    assertEndedSoon(ended);
  });
}

/** @param {Stage} stage */
export async function checkLate(stage) {
  await withIngest(async (ingest) => {
    const ended = await run(stage, stage.withSdk, ["telemetry.mjs", ingest.httpUrl, "late"]);
    checkLateProviders(JSON.parse(ended.stdout), ingest);
    assertEndedSoon(ended);
  });
}

/** @param {Stage} stage */
async function checkFlushed(stage) {
  await withIngest(async (ingest) => {
    const ended = await run(stage, stage.plain, ["main.mjs", ingest.httpUrl, "flushed"]);
    assert.deepEqual(JSON.parse(ended.stdout), { report: { delivered: 1, dropped: 0, left: 0 } });
    assertEndedSoon(ended);
  });
}

/** @param {Stage} stage */
async function checkUnsent(stage) {
  await withIngest(async (ingest) => {
    const ended = await run(stage, stage.plain, ["main.mjs", ingest.httpUrl, "unsent"]);
    assert.deepEqual(JSON.parse(ended.stdout), { queued: 1 });
    assertEndedSoon(ended);
  });
}

/** @param {Stage} stage */
async function checkForgotten(stage) {
  await withIngest(async (ingest) => {
    const ended = await run(stage, stage.plain, ["main.mjs", ingest.httpUrl, "forgotten"]);
    assert.deepEqual(JSON.parse(ended.stdout), { queued: 1 });
    assertEndedSoon(ended, stage.runtime.endsDuringRequest ? 0 : REQUEST_TIMEOUT_MS);
  }, SILENT);
}

/** @param {Stage} stage */
async function checkDeadline(stage) {
  await withIngest(async (ingest) => {
    const ended = await run(stage, stage.plain, ["main.mjs", ingest.httpUrl, "deadline"]);
    assert.deepEqual(JSON.parse(ended.stdout), { report: { delivered: 0, dropped: 1, left: 0, error: "deadline" } });
    assertEndedSoon(ended);
  }, SILENT);
}

/** @param {Stage} stage */
async function checkRequire(stage) {
  const { stdout } = await run(stage, stage.plain, ["require.cjs"]);
  assert.equal(stdout, "function\n");
}

/**
 * The runtime refuses `eval` and `new Function`, so loading is the proof.
 *
 * @param {Stage} stage
 */
async function checkEntries(stage) {
  const { stdout } = await run(stage, stage.complete, ["entries.mjs", ...ENTRIES_WITH_GENERATED_CODE]);
  const { loaded, failed } = JSON.parse(stdout);
  assert.deepEqual(failed, {});
  assert.ok(loaded.includes("sigil-sdk"), "the root entry is missing");
}

/**
 * @param {Stage} stage
 * @param {string} cwd
 * @param {readonly [file: string, ...args: string[]]} program
 */
function run({ runtime, binary, withSdk }, cwd, program) {
  const permissions = cwd === withSdk ? (runtime.sdkArguments ?? []) : [];
  return runProcess(binary, [...runtime.arguments, ...permissions, ...program], { cwd });
}

/**
 * @param {import("./run-process.mjs").Ended} ended
 * @param {number} [allowedMs]
 */
function assertEndedSoon({ lingerMs }, allowedMs = 0) {
  assert.ok(
    lingerMs < LINGER_MS + allowedMs,
    `the process stayed for ${Math.round(lingerMs)} ms after its last output`,
  );
}
