// SPDX-License-Identifier: Apache-2.0
// Records every few milliseconds until its input ends, then shuts down. The endpoint is in the first argument, as JSON.
import { SigilClient } from "../sigil-client.js";

const endpoint = JSON.parse(process.argv[2] ?? '""') as string;
const client = new SigilClient({
  generationExport: { endpoint, flushIntervalMs: 20, timeoutMs: 200, initialBackoffMs: 1 },
  logger: {},
});
const model = { provider: "openai", name: "gpt-5" };
const timer = setInterval(() => client.startGeneration({ model }).end(), 5);
for await (const _ of process.stdin);
clearInterval(timer);
const { error } = await client.shutdown();
const { recorded, delivered, queue } = client.status();
console.log(JSON.stringify({ error: error?.message, recorded, delivered, queued: queue.records }));
