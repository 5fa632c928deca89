// SPDX-License-Identifier: Apache-2.0
import type { Generation } from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
import {
  COLUMN_LIMITS,
  type ColumnLimit,
  PERSIST_PREFIX,
  TEXTS,
  TITLE_METADATA_KEYS,
  USER_METADATA_KEYS,
} from "./facts.js";

/** Says why the generation's own row cannot be written; undefined when it can. */
export function findRowProblem(tenant: string, generation: Generation, bytes: number): string | undefined {
  if (generation.id.trim() === "") return TEXTS.idRequired;
  const problem =
    findOverflow(countCharacters(tenant), COLUMN_LIMITS.tenant) ??
    findOverflow(countCharacters(generation.id), COLUMN_LIMITS.generationId) ??
    findOverflow(countCharacters(generation.conversationId.trim()), COLUMN_LIMITS.conversationId) ??
    findOverflow(bytes, COLUMN_LIMITS.payload);
  return problem === undefined ? undefined : PERSIST_PREFIX + problem;
}

/**
 * Says why the row of the conversation cannot be written; undefined when it can or there is no conversation.
 *
 * The text carries no prefix: the ingest adds one for the generation's own row only, so a client sees a
 * permanent failure here and a retryable one there.
 */
export function findConversationProblem(generation: Generation): string | undefined {
  if (generation.conversationId.trim() === "") return undefined;
  return (
    findOverflow(countCharacters(readFirstText(generation, TITLE_METADATA_KEYS)), COLUMN_LIMITS.title) ??
    findOverflow(countCharacters(readFirstText(generation, USER_METADATA_KEYS)), COLUMN_LIMITS.userId)
  );
}

function findOverflow(size: number, limit: ColumnLimit): string | undefined {
  return size > limit.max ? `Error 1406 (22001): Data too long for column '${limit.column}' at row 1` : undefined;
}

function readFirstText(generation: Generation, keys: readonly string[]): string {
  for (const key of keys) {
    const value = generation.metadata?.[key];
    if (typeof value === "string" && value.trim() !== "") return value.trim();
  }
  return "";
}

function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
