// SPDX-License-Identifier: Apache-2.0
import { ENDPOINTS } from "../../generated/ts/endpoints.js";

/** URL of a conversation's ratings. The id must have passed validation: no escape keeps a slash or dots from being resolved. */
export function ratingUrl(origin: string, conversationId: string): string {
  return origin + ENDPOINTS.ratings.path.replace("{conversation_id}", () => encodeURIComponent(conversationId));
}
