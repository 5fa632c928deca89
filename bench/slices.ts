// SPDX-License-Identifier: Apache-2.0
// Encodes a backlog in the background, in time slices, in both forms: how long is the event loop held, and what does the
// whole backlog cost?
import { encodeGeneration } from "../generated/ts/encode-binary.js";
import { encodeGenerationJson } from "../generated/ts/encode-json.js";
import type { Generation } from "../generated/ts/models.js";
import { median, sink } from "./compare.js";
import { largeRecord, smallRecord, typicalRecord } from "./records.js";

const SLICE_MS = 1;
const ROUNDS = 7;

interface SlicedRun {
  readonly totalMs: number;
  readonly slices: number;
  readonly medianSliceMs: number;
  readonly longestSliceMs: number;
}

/** Encodes records until a slice is used up, then lets the event loop turn. A record is never interrupted. */
async function encodeInSlices(
  records: readonly Generation[],
  encode: (record: Generation) => Uint8Array,
): Promise<SlicedRun> {
  const slices: number[] = [];
  let next = 0;
  while (next < records.length) {
    await new Promise(setImmediate);
    const start = performance.now();
    do {
      const record = records[next++];
      if (record !== undefined) sink.last = encode(record);
    } while (next < records.length && performance.now() - start < SLICE_MS);
    slices.push(performance.now() - start);
  }
  return {
    totalMs: slices.reduce((total, slice) => total + slice, 0),
    slices: slices.length,
    medianSliceMs: median(slices),
    longestSliceMs: Math.max(...slices),
  };
}

const backlogs = [
  { name: "5,000 small", records: Array.from({ length: 5_000 }, (_, index) => smallRecord(index)) },
  { name: "1,000 typical", records: Array.from({ length: 1_000 }, (_, index) => typicalRecord(index)) },
  { name: "20 large", records: Array.from({ length: 20 }, (_, index) => largeRecord(index)) },
];

const encoders = [
  { form: "binary", encode: encodeGeneration },
  { form: "JSON", encode: encodeGenerationJson },
];

const rows: Record<string, string | number>[] = [];
for (const { name, records } of backlogs) {
  for (const { form, encode } of encoders) {
    const runs: SlicedRun[] = [];
    for (let round = 0; round < ROUNDS; round++) runs.push(await encodeInSlices(records, encode));
    // The first rounds run code that the engine has not optimised yet.
    const warm = runs.slice(2);
    rows.push({
      backlog: name,
      form,
      "total, ms": median(warm.map((run) => run.totalMs)).toFixed(1),
      slices: median(warm.map((run) => run.slices)),
      "median slice, ms": median(warm.map((run) => run.medianSliceMs)).toFixed(2),
      "longest slice, ms": median(warm.map((run) => run.longestSliceMs)).toFixed(2),
    });
  }
}
console.table(rows);
