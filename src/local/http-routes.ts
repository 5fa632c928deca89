// SPDX-License-Identifier: Apache-2.0
import { toJson } from "@bufbuild/protobuf";
import { ExportGenerationsResponseSchema } from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
import { decodeJsonRequest } from "./decode-json-request.js";
import { createExportOutcome } from "./export-outcome.js";
import { CONVERSATIONS_PATH, EXPORT_PATH, RATINGS_SEGMENT, TENANT_HEADER, TEXTS } from "./facts.js";
import { createJsonAnswer, createTextAnswer, type HttpAnswer } from "./http-answer.js";
import type { IngestContext } from "./ingest-context.js";
import { parseRating } from "./rating-input.js";
import type { CompleteRequest } from "./request-journal.js";
import { resolveTenant } from "./tenant.js";

/** Handles an HTTP request as the ingest would; never throws for what a client sends. */
export function routeHttpRequest(request: CompleteRequest, context: IngestContext): HttpAnswer {
  const path = decodePath(request.path);
  if (path === undefined) return createTextAnswer(400, "invalid URL escape");
  const isExport = path === EXPORT_PATH;
  if (!isExport && !path.startsWith(CONVERSATIONS_PATH)) return createTextAnswer(404, TEXTS.notFound);
  const resolution = resolveTenant(request.headers[TENANT_HEADER], context.options);
  if (!resolution.ok) return createTextAnswer(401, resolution.text);
  if (!isExport) return answerConversation(path, request, resolution.tenant, context);
  if (request.method !== "POST") return createTextAnswer(405, TEXTS.methodNotAllowed);
  return answerExport(request.body, resolution.tenant, context);
}

function answerExport(body: Uint8Array, tenant: string, context: IngestContext): HttpAnswer {
  const decoded = decodeJsonRequest(body);
  if (!decoded.ok) return createTextAnswer(400, decoded.text);
  const response = context.ingestBatch(decoded.request, { tenant, transport: "http" });
  return createJsonAnswer(
    202,
    toJson(ExportGenerationsResponseSchema, response, { useProtoFieldName: true }),
    createExportOutcome(202, response),
  );
}

function answerConversation(
  path: string,
  request: CompleteRequest,
  tenant: string,
  context: IngestContext,
): HttpAnswer {
  // The path is split after decoding, so that an id with a slash becomes two segments and is refused.
  const [conversationId, child, ...rest] = path.slice(CONVERSATIONS_PATH.length).split("/");
  if (!conversationId || child === "" || rest.length > 0) return createTextAnswer(400, TEXTS.invalidConversationPath);
  if (child !== RATINGS_SEGMENT || !context.options.ratings) return createTextAnswer(404, TEXTS.notFound);
  switch (request.method) {
    case "POST":
      return answerRating(conversationId, request.body, tenant, context);
    case "GET":
      return answerRatingList(conversationId, tenant, context);
    default:
      return createTextAnswer(405, TEXTS.methodNotAllowed);
  }
}

function answerRating(conversationId: string, body: Uint8Array, tenant: string, context: IngestContext): HttpAnswer {
  const parsed = parseRating(conversationId, body);
  if (!parsed.ok) return createTextAnswer(400, parsed.text);
  const reply = context.ratings.submit(tenant, parsed.input);
  if (reply === undefined) return createTextAnswer(409, TEXTS.ratingConflict);
  return createJsonAnswer(200, reply, { kind: "rated", code: 200 });
}

/** Lists newest first and always as one page. */
function answerRatingList(conversationId: string, tenant: string, context: IngestContext): HttpAnswer {
  const items = context.ratings
    .list(tenant)
    .filter((rating) => rating.conversation_id === conversationId.trim())
    .reverse();
  return createJsonAnswer(200, { items, next_cursor: "" }, { kind: "rated", code: 200 });
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
