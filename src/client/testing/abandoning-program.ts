// SPDX-License-Identifier: Apache-2.0
// Starts recordings that nobody ends, and says how many of their recorders are still there after a while.
import { SigilClient } from "../sigil-client.js";

const client = new SigilClient({ generationExport: { endpoint: "http://127.0.0.1:1" }, logger: {} });
const model = { provider: "openai", name: "gpt-5" };

function open(): WeakRef<object>[] {
  return [
    new WeakRef(client.startGeneration({ model, contentCapture: "full" })),
    new WeakRef(client.startStreamingGeneration({ model })),
    new WeakRef(client.startToolExecution({ toolName: "weather" })),
    new WeakRef(client.startEmbedding({ model })),
  ];
}

const recorders = Array.from({ length: 2500 }, open).flat();
for (let turn = 0; turn < 5; turn += 1) {
  await new Promise((resolve) => setTimeout(resolve, 1));
  globalThis.gc?.();
}
const kept = recorders.filter((recorder) => recorder.deref() !== undefined).length;
console.log(JSON.stringify({ opened: recorders.length, kept, recorded: client.status().recorded }));
