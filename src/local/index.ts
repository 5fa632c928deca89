// SPDX-License-Identifier: Apache-2.0
export { DEFAULT_GRPC_PORT, DEFAULT_HTTP_PORT } from "./facts.js";
export { createLocalIngest, type LocalIngest } from "./local-ingest.js";
export type { LocalIngestOptions } from "./options.js";
export type { RatingReader, StoredRating } from "./ratings.js";
export type { JournalEntry, RequestLog, RequestOutcome } from "./request-journal.js";
export type {
  LocalRequest,
  LocalTransport,
  ScriptedAnswer,
  ScriptedDelay,
  ScriptedGrpcAnswer,
  ScriptedHang,
  ScriptedHttpAnswer,
  ScriptedReset,
} from "./scripted-answer.js";
export {
  createMemoryStore,
  createStoredGeneration,
  type GenerationReader,
  type GenerationStore,
  type StoredGeneration,
} from "./store.js";
