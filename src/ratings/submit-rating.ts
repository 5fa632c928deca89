// SPDX-License-Identifier: Apache-2.0
import { createHttpTransport } from "#transport";
import type {
  ConversationRatingInput,
  ConversationRatingResult,
  ConversationRatingSubmission,
} from "../../generated/ts/models.js";
import {
  CONVERSATION_RATING_INPUT_SHAPE,
  CONVERSATION_RATING_SUBMISSION_SHAPE,
} from "../../generated/ts/record-shapes.js";
import { findRatingIssue } from "../../generated/ts/validate-rating.js";
import { VALIDATION_PREFIXES } from "../../generated/ts/validation.js";
import { resolveApiOrigin } from "../config/resolve-endpoint.js";
import { answerText } from "../errors/answer-text.js";
import { printable } from "../errors/printable.js";
import { createSigilError } from "../errors/sigil-error.js";
import { toValidationError } from "../errors/validation-error.js";
import { readConnectionError } from "../export/connection-error.js";
import { jsonRequestHeaders } from "../export/request-headers.js";
import { warnOfPlaintext } from "../export/warn-of-plaintext.js";
import { encodeUtf8 } from "../internal/wire/utf8.js";
import { handOver } from "../recorder/hand-over.js";
import { readConnectionSettings } from "../transport/connection-settings.js";
import type { HttpResponse, HttpTransport } from "../transport/http-transport.js";
import { prepareRating, type RatingServices } from "./prepare-rating.js";
import { createRatingError } from "./rating-error.js";
import { ratingUrl } from "./rating-url.js";
import { readRatingAnswer } from "./read-rating-answer.js";
import { type SubmitRatingOptions, withDeadline } from "./with-deadline.js";

interface Attempt {
  readonly submission: ConversationRatingSubmission;
  readonly services: RatingServices;
  readonly transport: HttpTransport;
  readonly signal: AbortSignal;
}

/** Posts a rating once; what is given is a copy that nobody has looked at. Rejects with a SigilError: validation, rating_conflict, rating_transport or aborted. */
export async function submitRating(
  given: unknown,
  options: SubmitRatingOptions | undefined,
  services: RatingServices,
): Promise<ConversationRatingResult> {
  const { copy, mismatch } = handOver(
    CONVERSATION_RATING_SUBMISSION_SHAPE,
    given as ConversationRatingSubmission,
    services,
  );
  // For the names in it that a rating does not have.
  handOver(CONVERSATION_RATING_INPUT_SHAPE, (given as ConversationRatingSubmission).input, services);
  const submission = prepareRating(copy, services);
  const issue = findRatingIssue(submission, mismatch);
  if (issue !== undefined) throw toValidationError("rating", issue);
  const settings = readConnectionSettings(services.config.generationExport);
  return withDeadline(options, (signal) => {
    // A connection of its own: there is no second attempt that could repair a kept one that the server has closed.
    const transport = createHttpTransport(settings);
    return send({ submission, services, transport, signal }).finally(() => transport.close());
  });
}

async function send({ submission, services, transport, signal }: Attempt): Promise<ConversationRatingResult> {
  const { generationExport, api } = services.config;
  const { headers, secrets } = await jsonRequestHeaders(services.config, (problem) =>
    createRatingError("rating_transport", problem),
  );
  signal.throwIfAborted();
  const origin = resolveApiOrigin(api.endpoint, generationExport.insecure);
  warnOfPlaintext(generationExport, origin, services.diagnostics);
  const url = ratingUrl(origin, submission.conversationId);
  const body = [encodeUtf8(JSON.stringify(toBody(submission.input)))];
  const response = await transport
    .send({ url, headers, body, signal, maxResponseBytes: generationExport.responseMaxBytes })
    .catch((error: unknown) => {
      const problem = printable(readConnectionError(error).problem || "the connection failed");
      throw createRatingError("rating_transport", `${problem}; api.endpoint is ${origin}`, { cause: error });
    });
  return readResponse(response, [...secrets, submission.input.comment ?? ""]);
}

/** Members that are undefined or empty are not sent: the API refuses keys that it does not know, and some are new. */
function toBody(input: ConversationRatingInput): Record<string, unknown> {
  const hasMetadata = Object.keys(input.metadata ?? {}).length > 0;
  return {
    rating_id: input.ratingId,
    rating: input.rating,
    comment: input.comment,
    metadata: hasMetadata ? input.metadata : undefined,
    generation_id: input.generationId,
    rater_id: input.raterId,
    source: input.source,
  };
}

function readResponse({ status, body }: HttpResponse, secrets: readonly string[]): ConversationRatingResult {
  const text = new TextDecoder().decode(body);
  const details = { status };
  if (status >= 200 && status < 300) {
    const result = readRatingAnswer(text);
    if (result !== undefined) return result;
    throw createRatingError("rating_transport", `HTTP ${status} without a rating${hintOf(404)}`, { details });
  }
  const answer = printable(answerText(text, secrets));
  const problem = answer || `HTTP ${status}`;
  if (status === 400)
    throw createSigilError("validation", { prefix: VALIDATION_PREFIXES.rating, problem }, { details });
  if (status === 409) throw createRatingError("rating_conflict", problem, { details });
  const described = `HTTP ${status}${hintOf(status)}`;
  throw createRatingError("rating_transport", answer === "" ? described : `${described}: ${answer}`, { details });
}

/** What to look at first. */
function hintOf(status: number): string {
  if (status === 401 || status === 403) return " (check generationExport.auth, whose credentials ratings use)";
  return status === 404 || status === 405 ? " (is api.endpoint the address of a Sigil API?)" : "";
}
