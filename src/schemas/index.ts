// SPDX-License-Identifier: Apache-2.0
/**
 * The friendly model as zod schemas with the rules of the validators, for checking data from outside. Needs the optional
 * peer `zod`; the root entry does not.
 */
export {
  artifactSchema,
  conversationRatingInputSchema,
  conversationRatingSubmissionSchema,
  embeddingResultSchema,
  embeddingSchema,
  embeddingStartSchema,
  generationResultSchema,
  generationSchema,
  generationStartSchema,
  messagePartSchema,
  messageSchema,
  modelRefSchema,
  recordingContextSchema,
  tokenUsageSchema,
  toolCallSchema,
  toolDefinitionSchema,
  toolExecutionResultSchema,
  toolExecutionSchema,
  toolExecutionStartSchema,
  toolResultSchema,
} from "../../generated/ts/schemas.js";
