// SPDX-License-Identifier: Apache-2.0
import type { EmbeddingResult, EmbeddingStart } from "../../generated/ts/models.js";
import { OPENAI_EMBEDDINGS } from "../../generated/ts/provider-openai.js";
import type { ResolvedProviderOptions } from "../../generated/ts/provider-options.js";
import { embeddingIdentity, vectorLength } from "../internal/provider/embedding-fields.js";
import { modelOfCall } from "../internal/provider/model-of-call.js";
import { listOf, member } from "../internal/provider/read.js";
import type { EmbeddingApi } from "../internal/provider/record-embedding.js";
import { requestNumbers, requestText } from "../internal/provider/table-fields.js";
import { tableCount } from "../internal/provider/usage.js";
import { modelOf } from "./parts.js";

const BYTES_PER_DIMENSION = 4;

/** Embeddings. */
export const embeddingApi: EmbeddingApi = {
  table: OPENAI_EMBEDDINGS,
  mapStart: mapEmbeddingStart,
  mapResult: (request) => (response) => mapEmbeddingResult(request, response),
};

function mapEmbeddingStart(request: unknown, options: ResolvedProviderOptions): EmbeddingStart {
  return {
    model: modelOfCall(OPENAI_EMBEDDINGS, options, modelOf(request)),
    ...requestNumbers(OPENAI_EMBEDDINGS, request),
    encodingFormat: requestText(OPENAI_EMBEDDINGS, request, "encodingFormat"),
    ...embeddingIdentity(options),
  };
}

export function mapEmbeddingResult(request: unknown, response: unknown): EmbeddingResult {
  const input = member(request, "input");
  const inputs = typeof input === "string" ? [input] : listOf(input);
  const texts = inputs.filter((text) => typeof text === "string");
  const [first] = listOf(member(response, "data"));
  return {
    // A list of numbers is one text as tokens.
    inputCount: inputs.some((item) => typeof item === "number") ? 1 : inputs.length,
    ...(texts.length > 0 && { inputTexts: texts }),
    inputTokens: tableCount(OPENAI_EMBEDDINGS, "inputTokens", response),
    responseModel: modelOf(response),
    dimensions: dimensionsOf(member(first, "embedding")),
  };
}

/** Length of a vector; one in base64 has four bytes for each number. */
function dimensionsOf(vector: unknown): number | undefined {
  if (typeof vector !== "string") return vectorLength(vector);
  const bytes = (vector.replace(/=+$/, "").length * 3) / 4;
  return bytes < BYTES_PER_DIMENSION ? undefined : Math.floor(bytes / BYTES_PER_DIMENSION);
}
