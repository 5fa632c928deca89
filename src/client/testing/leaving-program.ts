// SPDX-License-Identifier: Apache-2.0
// A program that records and leaves in a hurry. How is in its first argument, as JSON.
import { SigilClient } from "../sigil-client.js";

export interface LeavingProgram {
  readonly endpoint: string;
  readonly by: "process.exit" | "a signal" | "an exception";
}

const { endpoint, by } = JSON.parse(process.argv[2] ?? "{}") as LeavingProgram;
const client = new SigilClient({ generationExport: { endpoint, flushIntervalMs: 1, timeoutMs: 600_000 }, logger: {} });
client.startGeneration({ model: { provider: "openai", name: "gpt-5" } }).end();
// Until the request is on its way.
await new Promise((resolve) => setTimeout(resolve, 200));
const events = ["SIGTERM", "SIGINT", "SIGHUP", "beforeExit", "exit", "uncaughtException", "unhandledRejection"];
const listeners = events.filter((name) => process.listenerCount(name) > 0);
console.log(JSON.stringify({ at: "end of main", delivered: client.status().delivered, listeners }));
setTimeout(() => {
  if (by === "process.exit") process.exit(3);
  if (by === "a signal") process.kill(process.pid, "SIGTERM");
  else throw new Error("of the host");
});
