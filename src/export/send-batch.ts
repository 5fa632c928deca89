// SPDX-License-Identifier: Apache-2.0
import { encodeGeneration } from "../../generated/ts/encode-binary.js";
import { encodeGenerationJson } from "../../generated/ts/encode-json.js";
import type { Generation } from "../../generated/ts/models.js";
import type { QueuedGeneration } from "../queue/generation-queue.js";
import type { ExportCallOptions, GenerationExporter, ItemResult } from "./generation-exporter.js";

/** How records become the bytes that an exporter asks for; undefined when it takes the records themselves. */
export function encoderFor(exporter: GenerationExporter): ((record: Generation) => Uint8Array) | undefined {
  switch (exporter.format) {
    case "record":
      return undefined;
    case "protobuf":
      return encodeGeneration;
    case "json":
      return encodeGenerationJson;
    default:
      return exporter satisfies never;
  }
}

/** One call of the exporter with the batch in its format. Synchronous throws of a custom exporter become rejections. */
export async function sendTo(exporter: GenerationExporter, batch: readonly QueuedGeneration[], options: ExportCallOptions): Promise<readonly ItemResult[]> {
  if (exporter.format === "record") return exporter.export(batch.map((queued) => queued.record ?? {}) as Generation[], options);
  return exporter.export(batch.map((queued) => queued.bytes ?? new Uint8Array()), options);
}
