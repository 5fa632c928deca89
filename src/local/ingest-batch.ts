// SPDX-License-Identifier: Apache-2.0
import { create, toBinary } from "@bufbuild/protobuf";
import {
  type ExportGenerationsRequest,
  type ExportGenerationsResponse,
  ExportGenerationsResponseSchema,
  type Generation,
  GenerationSchema,
} from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
import { describeError } from "./describe-error.js";
import { TEXTS } from "./facts.js";
import { createNormalizer } from "./normalize.js";
import type { ResolvedLocalIngestOptions } from "./options.js";
import type { LocalTransport } from "./scripted-answer.js";
import { findConversationProblem, findRowProblem } from "./storage-limits.js";
import { createStoredGeneration } from "./store.js";
import { findRejection } from "./validate-item.js";

/** Where a batch came from. */
export interface BatchOrigin {
  readonly tenant: string;
  readonly transport: LocalTransport;
}

/** Options of the ingest that its batches depend on. */
export type BatchOptions = Pick<ResolvedLocalIngestOptions, "store" | "now" | "onGeneration">;

/** Normalizes, checks and stores a decoded batch; one result per generation, in request order. */
export type IngestBatch = (request: ExportGenerationsRequest, origin: BatchOrigin) => ExportGenerationsResponse;

/** Creates the one handling that both transports share. */
export function createIngestBatch(options: BatchOptions): IngestBatch {
  const normalize = createNormalizer(options.now);
  return (request, origin) => {
    const results = request.generations.map((generation) => {
      normalize(generation);
      const error = findRejection(generation) ?? storeGeneration(generation, origin, options);
      return { generationId: generation.id, accepted: error === undefined, error: error ?? "" };
    });
    return create(ExportGenerationsResponseSchema, { results });
  };
}

function storeGeneration(
  generation: Generation,
  { tenant, transport }: BatchOrigin,
  { store, now, onGeneration }: BatchOptions,
): string | undefined {
  let bytes: number;
  try {
    bytes = toBinary(GenerationSchema, generation).byteLength;
  } catch (error) {
    return `marshal generation "${generation.id}": ${describeError(error)}`;
  }
  const rowProblem = findRowProblem(tenant, generation, bytes);
  if (rowProblem !== undefined) return rowProblem;
  if (store.get(generation.id, tenant) !== undefined) return TEXTS.alreadyExists;
  const conversationProblem = findConversationProblem(generation);
  if (conversationProblem !== undefined) return conversationProblem;
  const stored = createStoredGeneration({ tenant, transport, receivedAt: now(), bytes, generation });
  store.insert(stored);
  onGeneration(stored);
  return undefined;
}
