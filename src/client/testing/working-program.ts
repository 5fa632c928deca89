// SPDX-License-Identifier: Apache-2.0
// Records in the main thread and in a worker; each has a client of its own. The endpoint is in the first argument, as JSON.
import { isMainThread, Worker, workerData } from "node:worker_threads";
import { SigilClient } from "../sigil-client.js";

const endpoint = isMainThread ? (JSON.parse(process.argv[2] ?? '""') as string) : (workerData as string);
const client = new SigilClient({ generationExport: { endpoint }, logger: {} });
const id = isMainThread ? "gen_of_main" : "gen_of_worker";
client.startGeneration({ id, model: { provider: "openai", name: "gpt-5" } }).end();
if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url), { workerData: endpoint });
  await new Promise((resolve) => worker.once("exit", resolve));
}
await client.shutdown();
const { recorded, delivered } = client.status();
console.log(JSON.stringify({ id, recorded, delivered }));
