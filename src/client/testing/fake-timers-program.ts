// SPDX-License-Identifier: Apache-2.0
// The timers are replaced before the first record, as a test runner does it, and never fire. The endpoint is in the first argument,
// as JSON.
import { SigilClient } from "../sigil-client.js";

const endpoint = JSON.parse(process.argv[2] ?? '""') as string;
const model = { provider: "openai", name: "gpt-5" };
const client = new SigilClient({ generationExport: { endpoint }, logger: {} });
const never = (): object => ({ ref: () => undefined, unref: () => undefined });
globalThis.setTimeout = never as unknown as typeof setTimeout;
globalThis.clearTimeout = () => undefined;

client.startGeneration({ model }).end();
const flushed = await client.flush({ timeoutMs: 20_000 });
client.startGeneration({ model });
const waited = await client.flush({ timeoutMs: 50, waitForOpen: true });
const closed = await client.shutdown({ timeoutMs: 20_000 });
console.log(JSON.stringify({ delivered: flushed.delivered, waited: waited.left, closed: closed.error ?? "closed" }));
