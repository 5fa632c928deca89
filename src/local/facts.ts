// SPDX-License-Identifier: Apache-2.0

/** Path of the export endpoint. */
export const EXPORT_PATH = "/api/v1/generations:export";

/** Start of every conversation path; the rest is `{conversation id}/ratings`. */
export const CONVERSATIONS_PATH = "/api/v1/conversations/";

/** Last segment of a ratings path. */
export const RATINGS_SEGMENT = "ratings";

/** Header, and gRPC metadata key, that names the tenant. */
export const TENANT_HEADER = "x-scope-orgid";

/** Tenant of every request while the tenant check is off. */
export const DEFAULT_TENANT = "fake";

/** Port of the HTTP side of a stock ingest. */
export const DEFAULT_HTTP_PORT = 8080;

/** Port of the gRPC side of a stock ingest. */
export const DEFAULT_GRPC_PORT = 4317;

/** Largest gRPC message, in bytes, in either direction. */
export const MAX_GRPC_MESSAGE_BYTES: number = 16 * 1024 * 1024;

/** Deepest nesting of messages and JSON values that a decoder follows. */
export const MAX_NESTING = 10_000;

/** Longest tenant id, in characters. */
export const MAX_TENANT_LENGTH = 150;

/** Everything a tenant id may consist of. */
export const TENANT_CHARACTERS: RegExp = /^[A-Za-z0-9!\-_.*'()]*$/;

/** Start of an id that the ingest assigns. */
export const ASSIGNED_ID_PREFIX = "gen-";

/** Operation name of a generation that has none and is not a stream. */
export const OPERATION_NAME_SYNC = "generateText";

/** Operation name of a streaming generation that has none. */
export const OPERATION_NAME_STREAM = "streamText";

/** Metadata keys that may hold the conversation title; the first text found counts. */
export const TITLE_METADATA_KEYS: readonly string[] = ["sigil.conversation.title", "conversation_title"];

/** Metadata keys that may hold the user id; the first text found counts. */
export const USER_METADATA_KEYS: readonly string[] = ["sigil.user.id", "user.id"];

/** A storage column with its limit, in characters; in bytes for the payload. */
export interface ColumnLimit {
  readonly column: string;
  readonly max: number;
}

/** Column limits of the ingest's database. */
export const COLUMN_LIMITS: Readonly<
  Record<"tenant" | "generationId" | "conversationId" | "payload" | "title" | "userId", ColumnLimit>
> = {
  tenant: { column: "tenant_id", max: 128 },
  generationId: { column: "generation_id", max: 255 },
  conversationId: { column: "conversation_id", max: 255 },
  payload: { column: "payload", max: 16 * 1024 * 1024 - 1 },
  title: { column: "conversation_title", max: 1024 },
  userId: { column: "user_id", max: 255 },
};

/** Limits of a rating, in UTF-8 bytes after trimming. */
export const RATING_LIMITS: Readonly<
  Record<"conversationId" | "ratingId" | "comment" | "generationId" | "raterId" | "source" | "metadata", number>
> = {
  conversationId: 255,
  ratingId: 128,
  comment: 4096,
  generationId: 255,
  raterId: 255,
  source: 64,
  metadata: 16_384,
};

/** The two values of a rating. */
export const RATING_GOOD = "CONVERSATION_RATING_VALUE_GOOD";
/** See {@link RATING_GOOD}. */
export const RATING_BAD = "CONVERSATION_RATING_VALUE_BAD";

/** What `latest_bad_at` holds while a conversation has no bad rating. */
export const ZERO_TIME = "0001-01-01T00:00:00Z";

/** Texts that clients see, and in part match on. */
export const TEXTS = {
  methodNotAllowed: "method not allowed",
  notFound: "404 page not found",
  invalidConversationPath: "invalid conversation path",
  invalidRatingBody: "invalid request body",
  ratingConflict: "idempotency conflict",
  modelRequired: "generation.model is required",
  modelProviderRequired: "generation.model.provider is required",
  modelNameRequired: "generation.model.name is required",
  modeInvalid: "generation.mode is invalid",
  idRequired: "generation.id is required",
  alreadyExists: "generation already exists",
  tenantMissing: "no org id",
  tenantMultiple: "multiple org IDs present",
} as const;

/** Start of the text of an item that could not be written to its own row. */
export const PERSIST_PREFIX = "persist generation: ";
