// SPDX-License-Identifier: Apache-2.0
// What does a queued record weigh in memory, compared with its size on the wire? Tells what a byte-bounded queue has to
// charge for a record that is not encoded yet.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { encodeGeneration } from "../generated/ts/encode-binary.js";
import type { Generation, Message } from "../generated/ts/models.js";
import { prose, smallRecord, typicalRecord } from "./records.js";

setFlagsFromString("--expose-gc");
// The flag adds `gc` to contexts made after it.
const collectGarbage = runInNewContext("gc") as () => void;

/** Memory in use. One collection is not enough: buffers and what only they keep alive are freed by later ones. */
async function usedBytes(): Promise<number> {
  for (let pass = 0; pass < 4; pass++) {
    collectGarbage();
    await new Promise(setImmediate);
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Memory per item of what `make` builds, with everything that only the items keep alive. */
async function weigh(count: number, make: (index: number) => unknown): Promise<number> {
  const kept: unknown[] = new Array(count).fill(undefined);
  const before = await usedBytes();
  for (let index = 0; index < count; index++) kept[index] = make(index);
  const weight = ((await usedBytes()) - before) / count;
  kept.length = 0;
  return weight;
}

function messages(count: number, text: (index: number) => string): Message[] {
  return Array.from({ length: count }, (_, index) => ({ role: "user", parts: [{ kind: "text", text: text(index) }] }));
}

/** Strings made at run time; literals would be shared by all records. */
function ownText(length: number, seed: number): string {
  return String.fromCharCode(...Array.from({ length }, (_, index) => 97 + ((seed * 7 + index) % 26)));
}

const cases: readonly { name: string; count: number; make: (index: number) => Generation }[] = [
  { name: "small", count: 2_000, make: smallRecord },
  { name: "typical", count: 500, make: typicalRecord },
  {
    name: "200 messages of 2 characters",
    count: 200,
    make: (seed) => ({ input: messages(200, (index) => ownText(2, seed + index)) }),
  },
  {
    name: "1 message of 40 characters, its own string",
    count: 2_000,
    make: (seed) => ({ input: messages(1, () => ownText(40, seed)) }),
  },
  {
    // A slice of 13 characters or more keeps its whole parent alive, here a response of 100 KB.
    name: "1 message of 40 characters, a slice of 100 KB",
    count: 200,
    make: (seed) => ({ input: messages(1, () => prose(100_000, seed).slice(500, 540)) }),
  },
];

const rows: Record<string, string | number>[] = [];
for (const { name, count, make } of cases) {
  const objects = await weigh(count, make);
  const encoded = await weigh(count, (index) => encodeGeneration(make(index)));
  const wire = encodeGeneration(make(0)).byteLength;
  rows.push({
    record: name,
    "wire bytes": wire,
    "as objects": Math.round(objects),
    "objects : wire": (objects / wire).toFixed(1),
    "as encoded bytes": Math.round(encoded),
  });
}
console.table(rows);
