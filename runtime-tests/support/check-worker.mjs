// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { checkProgram } from "./check-program.mjs";
import { withIngest } from "./ingest.mjs";
import { bundleWorker, withWorker } from "./run-worker.mjs";

/** Longest wait for records that were promised to `waitUntil`. */
const DELIVERY_LIMIT_MS = 8_000;
/** How long the ingest thinks, so that a response that waited for it would show. */
const THINKING = { answer: () => /** @type {const} */ ({ kind: "delay", delayMs: 400 }) };
/** Long enough that requests overlap. */
const BUSY = { answer: () => /** @type {const} */ ({ kind: "delay", delayMs: 20 }) };

/** @typedef {import("./run-worker.mjs").Worker} Worker */
/** @typedef {import("./ingest.mjs").LocalIngest} LocalIngest */

/**
 * @typedef {object} WorkerStage
 * @property {string} binary
 * @property {string} plain folder of the application
 * @property {{ name: string, flags: readonly string[], keepsScope: boolean }} variant
 */

/** @type {Readonly<Record<string, (stage: WorkerStage) => Promise<void>>>} */
export const WORKER_CHECKS = {
  "the bundle needs nothing from the runtime": checkBundle,
  "the program's records are complete": checkRecords,
  "a response does not wait for its export": checkResponse,
  "requests one after another are exported": checkSequence,
  "requests at the same time are exported": checkConcurrent,
  "an export that the runtime cut off is taken over": checkCutOff,
};

/** @param {WorkerStage} stage */
async function checkBundle({ plain }) {
  const { metafile } = await bundleWorker(plain);
  const files = Object.keys(metafile.inputs).map((path) => path.split("sigil-sdk/dist/src/")[1] ?? "");
  const platform = files.filter((file) =>
    /^(transport\/(fetch|node-http)|context\/(async-local|no)-storage)\.js$/.test(file),
  );
  assert.deepEqual(platform.sort(), ["context/no-storage.js", "transport/fetch.js"]);
  assert.deepEqual(
    Object.values(metafile.outputs).flatMap(({ imports }) => imports),
    [],
  );
}

/** @param {WorkerStage} stage */
function checkRecords(stage) {
  return withIngestAndWorker(stage, async (ingest, worker) => {
    const startedAt = new Date();
    const output = await getJson(worker, "/program");
    checkProgram(output, ingest, { failedBetween: [startedAt, new Date()], keepsScope: stage.variant.keepsScope });
  });
}

/** @param {WorkerStage} stage */
function checkResponse(stage) {
  const check = async (/** @type {LocalIngest} */ ingest, /** @type {Worker} */ worker) => {
    await getJson(worker, "/chat-1");
    assert.deepEqual(ingest.generations.list(), []);
    await assertDelivered(ingest, worker, ["/chat-1"]);
  };
  return withIngestAndWorker(stage, check, THINKING);
}

/** @param {WorkerStage} stage */
function checkSequence(stage) {
  return withIngestAndWorker(stage, async (ingest, worker) => {
    const paths = ["/chat-1", "/chat-2", "/chat-3"];
    for (const [index, path] of paths.entries()) {
      await getJson(worker, path);
      await assertDelivered(ingest, worker, paths.slice(0, index + 1));
    }
  });
}

/**
 * One client serves requests that overlap: the end of one must not end the export of another.
 *
 * @param {WorkerStage} stage
 */
function checkConcurrent(stage) {
  const check = async (/** @type {LocalIngest} */ ingest, /** @type {Worker} */ worker) => {
    /** @type {string[]} */
    const sent = [];
    for (const round of [1, 2, 3]) {
      const paths = Array.from({ length: 8 }, (_, index) => `/chat-${round}-${index}`);
      sent.push(...paths);
      await Promise.all(paths.map((path) => getJson(worker, path)));
      await assertDelivered(ingest, worker, sent);
    }
  };
  return withIngestAndWorker(stage, check, BUSY);
}

/**
 * A request that forgot to wait costs time, not records, and does not block those after it.
 *
 * @param {WorkerStage} stage
 */
function checkCutOff(stage) {
  const check = async (/** @type {LocalIngest} */ ingest, /** @type {Worker} */ worker) => {
    await getJson(worker, "/cut-1");
    await getJson(worker, "/chat-2");
    await assertDelivered(ingest, worker, ["/cut-1", "/chat-2"]);
  };
  return withIngestAndWorker(stage, check, THINKING);
}

/**
 * @param {WorkerStage} stage
 * @param {(ingest: LocalIngest, worker: Worker) => Promise<void>} check
 * @param {import("sigil-sdk/local").LocalIngestOptions} [ingestOptions]
 */
function withIngestAndWorker({ binary, plain, variant }, check, ingestOptions) {
  return withIngest(async (ingest) => {
    const { code } = await bundleWorker(plain);
    const options = { binary, folder: plain, code, flags: variant.flags, ingestUrl: ingest.httpUrl };
    await withWorker(options, (worker) => check(ingest, worker));
  }, ingestOptions);
}

/**
 * @param {Worker} worker
 * @param {string} path
 */
async function getJson(worker, path) {
  const response = await fetch(`${worker.url}${path}`, { signal: AbortSignal.timeout(20_000) });
  const text = await response.text();
  assert.equal(response.status, 200, `${path}: ${text}\n${worker.errors()}`);
  return JSON.parse(text);
}

/**
 * Each conversation is stored exactly once, and the client agrees.
 *
 * @param {LocalIngest} ingest
 * @param {Worker} worker
 * @param {readonly string[]} conversations
 */
async function assertDelivered(ingest, worker, conversations) {
  const endsAt = performance.now() + DELIVERY_LIMIT_MS;
  while (ingest.generations.list().length < conversations.length && performance.now() < endsAt) await sleep(10);
  const stored = ingest.generations.list().map(({ json }) => String(json["conversation_id"]));
  assert.deepEqual(stored.sort(), [...conversations].sort(), `not all is stored\n${worker.errors()}`);
  let status = await getJson(worker, "/status");
  while (status.queue.records > 0 && performance.now() < endsAt) {
    await sleep(10);
    status = await getJson(worker, "/status");
  }
  const { delivered, queue } = status;
  assert.deepEqual({ delivered, queue }, { delivered: conversations.length, queue: { records: 0, bytes: 0 } });
}
