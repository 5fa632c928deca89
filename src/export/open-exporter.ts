// SPDX-License-Identifier: Apache-2.0
import { encodeGenerationJson } from "../../generated/ts/encode-json.js";
import type { Generation } from "../../generated/ts/models.js";
import type { ResolvedConfig } from "../../generated/ts/options.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { isSigilError } from "../errors/sigil-error.js";
import { ExportFailure } from "./export-failure.js";
import type { GenerationExporter } from "./generation-exporter.js";
import { openHttpExporter } from "./open-http-exporter.js";

/** Where records go, and how they become the bytes that it takes. */
export interface OpenExporter {
  readonly exporter: GenerationExporter;
  /** Undefined for an exporter that takes the records themselves. */
  readonly encode: ((record: Generation) => Uint8Array) | undefined;
}

/** The exporter that the options ask for. What only gRPC or only protobuf needs is loaded when it is asked for. */
export async function openExporter(config: ResolvedConfig, diagnostics: Diagnostics): Promise<OpenExporter> {
  const exporter =
    config.generationExporter ?? (await createForProtocol(config, diagnostics).catch(createRefusingExporter));
  return { exporter, encode: await loadEncoder(exporter) };
}

async function createForProtocol(config: ResolvedConfig, diagnostics: Diagnostics): Promise<GenerationExporter> {
  if (config.generationExport.protocol !== "grpc") return openHttpExporter(config, diagnostics);
  const { openGrpcExporter } = await import("./open-grpc-exporter.js");
  return openGrpcExporter(config, diagnostics);
}

/** Settings that can never work: every record is given up, with the reason. */
function createRefusingExporter(error: unknown): GenerationExporter {
  if (!isSigilError(error, "config")) throw error;
  return { format: "json", export: () => Promise.reject(new ExportFailure("no_transport", error)) };
}

async function loadEncoder(exporter: GenerationExporter): Promise<OpenExporter["encode"]> {
  switch (exporter.format) {
    case "record":
      return undefined;
    case "protobuf":
      return (await import("../../generated/ts/encode-binary.js")).encodeGeneration;
    case "json":
      return encodeGenerationJson;
    default:
      return exporter satisfies never;
  }
}
