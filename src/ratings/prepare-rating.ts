// SPDX-License-Identifier: Apache-2.0
import type { ConversationRatingSubmission } from "../../generated/ts/models.js";
import { stripRating } from "../../generated/ts/strip.js";
import { resolveCaptureMode } from "../capture/resolve-capture-mode.js";
import { isObject } from "../internal/value-types.js";
import type { RecorderServices } from "../recorder/recorder-services.js";

export type RatingServices = Pick<RecorderServices, "config" | "diagnostics" | "copying">;

/** The rating without what the capture mode forbids, its texts trimmed; blank ones count as left out. */
export function prepareRating(
  copy: ConversationRatingSubmission,
  services: RatingServices,
): ConversationRatingSubmission {
  const { config, diagnostics, copying } = services;
  const rating = isObject(copy.input) ? copy.input : undefined;
  if (rating === undefined) return copy;
  const mode = resolveCaptureMode({
    recording: "rating",
    layers: { client: config.contentCapture },
    resolver: config.contentCaptureResolver,
    get metadata() {
      return copying.toJsonObject(rating.metadata);
    },
    onFailure: (problem) => diagnostics.warnOnce(problem),
  });
  stripRating(rating, mode);
  return {
    conversationId: trimmed(copy.conversationId),
    input: {
      ratingId: trimmed(rating.ratingId),
      rating: trimmed(rating.rating),
      comment: trimmed(rating.comment) || undefined,
      metadata: rating.metadata,
      generationId: trimmed(rating.generationId) || undefined,
      raterId: trimmed(rating.raterId) || undefined,
      source: trimmed(rating.source) || undefined,
    },
  };
}

/** Anything but text stays as it is: the validator reports it. */
function trimmed<T>(value: T): T {
  // Trimming keeps a string a string, and a word of an enum is one with or without blanks around it.
  return typeof value === "string" ? (value.trim() as T) : value;
}
