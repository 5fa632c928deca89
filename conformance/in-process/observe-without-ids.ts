// SPDX-License-Identifier: Apache-2.0

import { Diagnostics } from "../../src/diagnostics/diagnostics.js";
import { openExporter } from "../../src/export/open-exporter.js";
import { settleItems } from "../../src/export/settle-items.js";
import { resolveConfig } from "../../src/index.js";
import { createLocalIngest, type LocalRequest, type ScriptedAnswer } from "../../src/local/index.js";
import type { QueuedGeneration } from "../../src/queue/generation-queue.js";
import { sentIds } from "../receivers/scripted-ingest.js";
import type { Outcome } from "./outcomes.js";

/**
 * One request of records without ids. The client gives every generation an id, so that the HTTP exporter and the settling of
 * its results stand in for it.
 */
export async function observeWithoutIds(
  size: number,
  script: (request: LocalRequest) => ScriptedAnswer | undefined,
): Promise<Outcome> {
  const requests: number[] = [];
  await using ingest = await createLocalIngest({
    answer: (request) => {
      requests.push(sentIds(request).length);
      return script(request);
    },
  });
  const config = resolveConfig({ generationExport: { endpoint: ingest.httpUrl } });
  const { exporter } = await openExporter(config, new Diagnostics({}));
  if (exporter.format !== "json") throw new Error("the exporter for HTTP takes JSON");
  const record = new TextEncoder().encode('{"model":{"provider":"openai","name":"gpt-4o-mini"}}');
  const batch = Array.from({ length: size }, () => record);
  const results = await exporter.export(batch, { signal: new AbortController().signal });
  let delivered = 0;
  settleItems(batch.map(toQueued), results, {
    onDelivered: () => {
      delivered += 1;
    },
    onDropped: () => undefined,
  });
  await exporter.shutdown?.();
  return { delivered, duplicates: 0, dropped: {}, retried: 0, waits: 0, requests };
}

function toQueued(bytes: Uint8Array, position: number): QueuedGeneration {
  return { id: "", position, record: undefined, bytes, cost: bytes.byteLength, isSettled: false };
}
