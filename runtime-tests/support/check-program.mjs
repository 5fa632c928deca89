// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { expectedRecords } from "../expected/records.mjs";

/** @typedef {import("sigil-sdk/local").LocalIngest} LocalIngest */

/**
 * What the program printed, as plain data.
 *
 * @typedef {object} ProgramOutput
 * @property {{ sync: string, failed: string, stream: string }} ids
 * @property {{ dropped: Record<string, number> }} status
 */

/**
 * Holds what the program says and what the ingest stored against what both have to be, as wholes.
 *
 * @param {ProgramOutput & Record<string, unknown>} output
 * @param {LocalIngest} ingest
 * @param {object} observed
 * @param {readonly [Date, Date]} [observed.failedBetween] bounds of the times that the client's clock gave
 * @param {string} [observed.failedAt] in place of bounds: both times under a constant clock
 * @param {boolean} [observed.keepsScope]
 * @param {Record<string, { trace_id: string, span_id: string }>} [observed.spans]
 */
export function checkProgram(output, ingest, { failedBetween, failedAt, keepsScope, spans }) {
  const { ids, status, ...rest } = output;
  for (const id of Object.values(ids)) assert.match(id, /^gen_[0-9a-f]{16}$/);
  assert.equal(new Set(Object.values(ids)).size, 3, "ids repeat");
  assert.deepEqual(rest, {
    errors: { rethrown: "slow down", invalid: "validation" },
    rating: { id: "rating-1", total: 1 },
    report: { delivered: 3, dropped: 0, left: 0 },
  });
  const { dropped, ...counts } = status;
  assert.deepEqual(counts, {
    state: "closed",
    recorded: 3,
    delivered: 3,
    duplicates: 0,
    notExported: 0,
    retried: 0,
    queue: { records: 0, bytes: 0 },
    openRecordings: 0,
  });
  assert.deepEqual(new Set(Object.values(dropped)), new Set([0]));
  const records = ingest.generations.list().map((stored) => stored.json);
  const failedTimes =
    failedAt === undefined ? readTimes(records[1], failedBetween) : { started: failedAt, completed: failedAt };
  assert.deepEqual(records, expectedRecords({ ids, failedTimes, keepsScope, spans }));
  checkRating(ids.sync, ingest);
  checkRequests(ingest);
}

/**
 * @param {Record<string, unknown> | undefined} record
 * @param {readonly [Date, Date] | undefined} bounds
 */
function readTimes(record, bounds) {
  const started = String(record?.["started_at"]);
  const completed = String(record?.["completed_at"]);
  const times = [bounds?.[0], started, completed, bounds?.[1]].map((time) => new Date(time ?? Number.NaN).getTime());
  assert.deepEqual(
    times,
    [...times].sort((a, b) => a - b),
    "the clock's times are out of order",
  );
  return { started, completed };
}

/**
 * @param {string} generationId
 * @param {LocalIngest} ingest
 */
function checkRating(generationId, ingest) {
  const ratings = ingest.ratings.list().map(({ created_at: createdAt, ...rating }) => rating);
  assert.deepEqual(ratings, [
    {
      rating_id: "rating-1",
      conversation_id: "conv-1",
      generation_id: generationId,
      rating: "CONVERSATION_RATING_VALUE_GOOD",
      comment: "a é 漢 🙂",
    },
  ]);
}

/**
 * No request failed, and none was sent twice.
 *
 * @param {LocalIngest} ingest
 */
function checkRequests(ingest) {
  const accepted = ingest.requests
    .list()
    .map(({ outcome }) => (outcome.kind === "exported" ? outcome.accepted : outcome.kind));
  const exported = accepted.filter((count) => typeof count === "number");
  assert.deepEqual(
    {
      exported: exported.reduce((sum, count) => sum + count, 0),
      others: accepted.filter((count) => typeof count === "string"),
    },
    { exported: 3, others: ["rated"] },
  );
}
