// SPDX-License-Identifier: Apache-2.0
// Offers ten times the queue's bound to a server that is not there, and says by how much the heap has grown.
import { resolveConfig } from "../../config/resolve-config.js";
import { Diagnostics } from "../../diagnostics/diagnostics.js";
import { buildRecord } from "../../testing-support/build-record.js";
import { Delivery } from "../delivery.js";

const QUEUE_BYTES = 8 * 1024 * 1024;
const TEXT_UNITS = 10_000;
const RECORDS = (10 * QUEUE_BYTES) / TEXT_UNITS;

const generationExport = { endpoint: "http://127.0.0.1:1", queueMaxBytes: QUEUE_BYTES, initialBackoffMs: 5000 };
const delivery = new Delivery(resolveConfig({ generationExport, random: () => 1 }), new Diagnostics({}));

function usedMb(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1024 / 1024;
}

const before = usedMb();
let refused = 0;
for (let index = 0; index < RECORDS; index += 1) {
  const systemPrompt = String.fromCharCode(97 + (index % 26)).repeat(TEXT_UNITS);
  if (delivery.accept(buildRecord(`gen_${index}`, { systemPrompt })) !== undefined) refused += 1;
  // Now and then the loop turns, so that records are encoded and a batch is on its way.
  if (index % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 0));
}
const growthMb = usedMb() - before;
console.log(JSON.stringify({ refused, records: RECORDS, growthMb, queued: delivery.status().queue }));
