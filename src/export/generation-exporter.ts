// SPDX-License-Identifier: Apache-2.0
import type { Generation } from "../../generated/ts/models.js";

/** The ingest's answer for one record of a batch, in the batch's order. */
export interface ItemResult {
  readonly generationId?: string | undefined;
  readonly accepted: boolean;
  /** Why the record was refused. */
  readonly error?: string | undefined;
}

export interface ExportCallOptions {
  /** Aborts when the attempt's time is over or the client gives up; the exporter ends its I/O. */
  readonly signal: AbortSignal;
}

/** Sends records one batch at a time. A rejected promise is a failed attempt and is retried. */
interface ExporterBase<Format extends string, Item> {
  /** What `export` is given: the record itself, its `sigil.v1.Generation` bytes, or its proto-JSON text in UTF-8. */
  readonly format: Format;
  export(batch: readonly Item[], options: ExportCallOptions): Promise<readonly ItemResult[]>;
  shutdown?(): Promise<void> | void;
}

export type RecordExporter = ExporterBase<"record", Generation>;
export type ProtobufExporter = ExporterBase<"protobuf", Uint8Array>;
export type JsonExporter = ExporterBase<"json", Uint8Array>;

/** Values of `format`. */
export const EXPORT_FORMATS: readonly GenerationExporter["format"][] = ["record", "protobuf", "json"];

/** A custom destination for generations, given as the option `generationExporter`. */
export type GenerationExporter = RecordExporter | ProtobufExporter | JsonExporter;
