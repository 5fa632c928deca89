// SPDX-License-Identifier: Apache-2.0
// The program as a process of its own: `main.mjs <ingest URL> [mode]`. It never calls exit: a runtime that does not end
// by itself has something of the SDK's left running.
import { createClient, runProgram } from "./program.mjs";

const [, , ingestUrl = "", mode = "full"] = process.argv;
const result = await run();
console.log(JSON.stringify(result));

async function run() {
  switch (mode) {
    case "full":
      return runProgram({ ingestUrl });
    // Flushed, but never shut down.
    case "flushed": {
      const client = record();
      const { error, ...report } = await client.flush();
      return { report: { ...report, error: error?.message } };
    }
    // Neither flushed nor shut down: the record waits for a minute to go by.
    case "unsent": {
      const client = record({ generationExport: { flushIntervalMs: 60_000 } });
      return { queued: client.status().queue.records };
    }
    // Neither flushed nor shut down, while a request waits for its answer.
    case "forgotten": {
      const client = record({ generationExport: { batching: "immediate", timeoutMs: 3000 } });
      await new Promise((resolve) => setTimeout(resolve, 50));
      return { queued: client.status().queue.records };
    }
    // Shut down against an ingest that never answers.
    case "deadline": {
      const client = record();
      const { error, ...report } = await client.shutdown({ timeoutMs: 300 });
      return { report: { ...report, error: error?.code } };
    }
    default:
      throw new Error(`no mode "${mode}"`);
  }
}

/** @param {import("sigil-sdk").SigilClientOptions} [options] */
function record(options) {
  const client = createClient(ingestUrl, options);
  const recorder = client.startGeneration({ model: { provider: "openai", name: "gpt-5" } });
  recorder.end();
  return client;
}
