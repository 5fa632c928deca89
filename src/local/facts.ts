// SPDX-License-Identifier: Apache-2.0

// What the spec states comes from the generated tables; what stands here in words and numbers is the server's own, which
// no SDK needs to know.
import {
  GEN_AI_OPERATION_NAME_VALUE_GENERATE_TEXT,
  GEN_AI_OPERATION_NAME_VALUE_STREAM_TEXT,
} from "../../generated/ts/attribute-values.js";
import { ATTR_SIGIL_CONVERSATION_TITLE, ATTR_SIGIL_USER_ID, ATTR_USER_ID } from "../../generated/ts/attributes.js";
import { ENDPOINTS } from "../../generated/ts/endpoints.js";
import type { ConversationRatingValue } from "../../generated/ts/enums.js";
import { HEADERS } from "../../generated/ts/headers.js";
import {
  LIMIT_CONVERSATION_ID_CHARACTERS,
  LIMIT_CONVERSATION_TITLE_CHARACTERS,
  LIMIT_GENERATION_ID_CHARACTERS,
  LIMIT_GRPC_MESSAGE_BYTES,
  LIMIT_RATING_COMMENT_BYTES,
  LIMIT_RATING_CONVERSATION_ID_BYTES,
  LIMIT_RATING_GENERATION_ID_BYTES,
  LIMIT_RATING_ID_BYTES,
  LIMIT_RATING_METADATA_BYTES,
  LIMIT_RATING_RATER_ID_BYTES,
  LIMIT_RATING_SOURCE_BYTES,
  LIMIT_STORED_GENERATION_BYTES,
  LIMIT_TENANT_ID_CHARACTERS,
  LIMIT_USER_ID_CHARACTERS,
} from "../../generated/ts/limits.js";

/** Path of the export endpoint. */
export const EXPORT_PATH: string = ENDPOINTS.httpExport.path;

const [conversationsPath = "", ratingsPath = ""] = ENDPOINTS.ratings.path.split("{conversation_id}");

/** Start of every conversation path; the rest is `{conversation id}/ratings`. */
export const CONVERSATIONS_PATH: string = conversationsPath;

/** Last segment of a ratings path. */
export const RATINGS_SEGMENT: string = ratingsPath.replace("/", "");

/** Header, and gRPC metadata key, that names the tenant. */
export const TENANT_HEADER: string = HEADERS.tenant.toLowerCase();

/** Tenant of every request while the tenant check is off. */
export const DEFAULT_TENANT = "fake";

/** Port of the HTTP side of a stock ingest. */
export const DEFAULT_HTTP_PORT: number = ENDPOINTS.httpExport.defaultPort;

/** Port of the gRPC side of a stock ingest. */
export const DEFAULT_GRPC_PORT: number = ENDPOINTS.grpcExport.defaultPort;

/** Largest gRPC message, in bytes, in either direction. */
export const MAX_GRPC_MESSAGE_BYTES: number = LIMIT_GRPC_MESSAGE_BYTES;

/** Deepest nesting of messages and JSON values that a decoder follows. */
export const MAX_NESTING = 10_000;

/** Longest tenant id, in characters. */
export const MAX_TENANT_LENGTH = 150;

/** Everything a tenant id may consist of. */
export const TENANT_CHARACTERS: RegExp = /^[A-Za-z0-9!\-_.*'()]*$/;

/** Start of an id that the ingest assigns. */
export const ASSIGNED_ID_PREFIX = "gen-";

/** Operation name of a generation that has none and is not a stream. */
export const OPERATION_NAME_SYNC: string = GEN_AI_OPERATION_NAME_VALUE_GENERATE_TEXT;

/** Operation name of a streaming generation that has none. */
export const OPERATION_NAME_STREAM: string = GEN_AI_OPERATION_NAME_VALUE_STREAM_TEXT;

/** Metadata keys that may hold the conversation title; the first text found counts. */
export const TITLE_METADATA_KEYS: readonly string[] = [ATTR_SIGIL_CONVERSATION_TITLE, "conversation_title"];

/** Metadata keys that may hold the user id; the first text found counts. */
export const USER_METADATA_KEYS: readonly string[] = [ATTR_SIGIL_USER_ID, ATTR_USER_ID];

/** A storage column with its limit, in characters; in bytes for the payload. */
export interface ColumnLimit {
  readonly column: string;
  readonly max: number;
}

/** Column limits of the ingest's database. */
export const COLUMN_LIMITS: Readonly<
  Record<"tenant" | "generationId" | "conversationId" | "payload" | "title" | "userId", ColumnLimit>
> = {
  tenant: { column: "tenant_id", max: LIMIT_TENANT_ID_CHARACTERS },
  generationId: { column: "generation_id", max: LIMIT_GENERATION_ID_CHARACTERS },
  conversationId: { column: "conversation_id", max: LIMIT_CONVERSATION_ID_CHARACTERS },
  payload: { column: "payload", max: LIMIT_STORED_GENERATION_BYTES },
  title: { column: "conversation_title", max: LIMIT_CONVERSATION_TITLE_CHARACTERS },
  userId: { column: "user_id", max: LIMIT_USER_ID_CHARACTERS },
};

/** Limits of a rating, in UTF-8 bytes after trimming. */
export const RATING_LIMITS: Readonly<
  Record<"conversationId" | "ratingId" | "comment" | "generationId" | "raterId" | "source" | "metadata", number>
> = {
  conversationId: LIMIT_RATING_CONVERSATION_ID_BYTES,
  ratingId: LIMIT_RATING_ID_BYTES,
  comment: LIMIT_RATING_COMMENT_BYTES,
  generationId: LIMIT_RATING_GENERATION_ID_BYTES,
  raterId: LIMIT_RATING_RATER_ID_BYTES,
  source: LIMIT_RATING_SOURCE_BYTES,
  metadata: LIMIT_RATING_METADATA_BYTES,
};

/** The two values of a rating. */
export const RATING_GOOD: ConversationRatingValue = "CONVERSATION_RATING_VALUE_GOOD";
/** See {@link RATING_GOOD}. */
export const RATING_BAD: ConversationRatingValue = "CONVERSATION_RATING_VALUE_BAD";

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
