// SPDX-License-Identifier: Apache-2.0
// What does an exact size cost? Compares scanning a record for its size with encoding it, which tells whether `end()`
// should measure every record or only those that could exceed the limit.
import { encodeGeneration } from "../generated/ts/encode-binary.js";
import type { Generation } from "../generated/ts/models.js";
import { GENERATION_SHAPE } from "../generated/ts/record-shapes.js";
import { measureRecord } from "../src/internal/wire/measure-record.js";
import { SizePlan } from "../src/internal/wire/size-plan.js";
import { compare } from "./compare.js";
import { accentedProse, largeRecord, prose, smallRecord, typicalRecord } from "./records.js";

/** One message, so that nothing but the text counts. */
function textRecord(text: string): Generation {
  return { input: [{ role: "user", parts: [{ kind: "text", text }] }] };
}

const records = [
  { name: "small", record: smallRecord(), batch: 50 },
  { name: "typical", record: typicalRecord(), batch: 10 },
  { name: "large", record: largeRecord(), batch: 1 },
  { name: "1 MiB of ASCII", record: textRecord(prose(2 ** 20)), batch: 1 },
  { name: "1 MiB, one emoji", record: textRecord(accentedProse(2 ** 20)), batch: 1 },
];

const rows: Record<string, string | number>[] = [];
for (const { name, record, batch } of records) {
  const result = await compare(
    () => measureRecord(GENERATION_SHAPE, record, new SizePlan()),
    () => encodeGeneration(record),
    { batch },
  );
  rows.push({
    record: name,
    "wire bytes": measureRecord(GENERATION_SHAPE, record, new SizePlan()),
    "size, us": result.oursUs.toFixed(1),
    "size + write, us": result.theirsUs.toFixed(1),
    "share of the scan": `${((100 * result.oursUs) / result.theirsUs).toFixed(0)} %`,
  });
}
console.table(rows);
