// SPDX-License-Identifier: Apache-2.0
import type { Generation } from "../../generated/ts/models.js";
import { binaryItemSize, jsonRequestSize } from "../internal/wire/export-request.js";
import type { QueuedGeneration } from "../queue/generation-queue.js";
import type { ExportCallOptions, GenerationExporter, ItemResult } from "./generation-exporter.js";

const COMMA_BYTES = 1;

/** Most bytes that a record of `size` adds to a request. */
export function sizeInRequest(format: GenerationExporter["format"], size: number): number {
  return format === "json" ? size + COMMA_BYTES : binaryItemSize(size);
}

/** Bytes of a request around its records. */
export function envelopeSize(format: GenerationExporter["format"]): number {
  return format === "json" ? jsonRequestSize([]) : 0;
}

/** One call of the exporter with the batch in its format. Synchronous throws of a custom exporter become rejections. */
export async function sendTo(
  exporter: GenerationExporter,
  batch: readonly QueuedGeneration[],
  options: ExportCallOptions,
): Promise<readonly ItemResult[]> {
  // A record in a batch has what the format needs: the object itself, or its bytes once it was encoded.
  if (exporter.format === "record")
    return exporter.export(
      batch.map((queued) => queued.record as Generation),
      options,
    );
  return exporter.export(
    batch.map((queued) => queued.bytes as Uint8Array),
    options,
  );
}
