// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import type { SigilClientOptions } from "../../generated/ts/options.js";
import { SigilClient } from "../client/sigil-client.js";
import { buildGenerationResult, buildGenerationStart } from "./build-inputs.js";
import { createManualClock } from "./manual-clock.js";
import { createMemoryExporter, type MemoryExporter } from "./memory-exporter.js";

function createClient(exporter: MemoryExporter, options: SigilClientOptions = {}): SigilClient {
  return new SigilClient({ generationExporter: exporter, logger: {}, ...options });
}

function record(client: SigilClient, id: string): void {
  const recorder = client.startGeneration(buildGenerationStart({ id }));
  recorder.setResult(buildGenerationResult());
  recorder.end();
}

it("keeps what a client exports", async () => {
  const exporter = createMemoryExporter();
  await using client = createClient(exporter, { generationExport: { batchSize: 2, flushIntervalMs: 60_000 } });
  record(client, "gen-1");
  record(client, "gen-2");
  const exported = await exporter.waitFor(2);
  expect(exported.map(({ id, output }) => [id, output])).toEqual([
    ["gen-1", [{ role: "assistant", parts: [{ kind: "text", text: "It is 18C and sunny." }] }]],
    ["gen-2", [{ role: "assistant", parts: [{ kind: "text", text: "It is 18C and sunny." }] }]],
  ]);
  expect(exporter.batches).toEqual([2]);
  expect(await exporter.waitFor(1)).toEqual(exporter.generations);
  exporter.clear();
  expect([exporter.generations, exporter.batches]).toEqual([[], []]);
});

it("says how many came when there were too few", async () => {
  const exporter = createMemoryExporter();
  await using client = createClient(exporter);
  record(client, "gen-1");
  await client.flush();
  await expect(exporter.waitFor(2, { timeoutMs: 5 })).rejects.toThrowError(
    "1 of 2 generations were exported within 5 ms",
  );
});

it("refuses and fails as told, and the client counts it", async () => {
  const clock = createManualClock();
  let failures = 0;
  const exporter = createMemoryExporter({
    answer: ({ id }) => {
      failures += 1;
      if (failures === 1) throw new Error("unavailable");
      return id === "gen-2" ? "no such tenant" : true;
    },
  });
  const client = createClient(exporter, { now: clock.now, sleep: async () => clock.advance(100) });
  record(client, "gen-1");
  record(client, "gen-2");
  const { delivered, dropped } = await client.shutdown();
  expect({ delivered, dropped, batches: exporter.batches, ids: exporter.generations.map(({ id }) => id) }).toEqual({
    delivered: 1,
    dropped: 1,
    batches: [2, 2],
    ids: ["gen-1"],
  });
});
