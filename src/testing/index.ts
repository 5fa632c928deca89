// SPDX-License-Identifier: Apache-2.0
export type { LocalIngest } from "../local/local-ingest.js";
export type { LocalIngestOptions } from "../local/options.js";
export {
  buildEmbeddingResult,
  buildEmbeddingStart,
  buildGeneration,
  buildGenerationResult,
  buildGenerationStart,
  buildRatingInput,
  buildToolExecutionResult,
  buildToolExecutionStart,
} from "./build-inputs.js";
export { createLocalIngest } from "./create-local-ingest.js";
export { createManualClock, type ManualClock } from "./manual-clock.js";
export { createMemoryExporter, type MemoryExporter, type MemoryExporterOptions } from "./memory-exporter.js";
