// SPDX-License-Identifier: Apache-2.0
import type { EmbeddingResult, EmbeddingStart } from "../../generated/ts/models.js";
import { GEMINI_EMBEDDINGS } from "../../generated/ts/provider-gemini.js";
import type { ResolvedProviderOptions } from "../../generated/ts/provider-options.js";
import { MERGED_EMBEDDING_MODELS } from "../../generated/ts/providers.js";
import { embeddingIdentity, vectorLength } from "../internal/provider/embedding-fields.js";
import { joinShown } from "../internal/provider/join-blocks.js";
import { modelOfCall } from "../internal/provider/model-of-call.js";
import { at, listOf, member, textOf } from "../internal/provider/read.js";
import type { EmbeddingApi } from "../internal/provider/record-embedding.js";
import { requestNumbers } from "../internal/provider/table-fields.js";
import { tableCount } from "../internal/provider/usage.js";
import { isCount } from "../internal/value-types.js";
import { toContentList, toContents } from "./contents.js";
import { describeError } from "./errors.js";
import { modelOf } from "./model-name.js";

/** Embeddings. */
export const embeddingApi: EmbeddingApi = {
  table: GEMINI_EMBEDDINGS,
  mapStart: mapEmbeddingStart,
  mapResult: mapEmbeddingResult,
  describeError,
};

function mapEmbeddingStart(request: unknown, options: ResolvedProviderOptions): EmbeddingStart {
  return {
    model: modelOfCall(GEMINI_EMBEDDINGS, options, modelOf(request)),
    ...requestNumbers(GEMINI_EMBEDDINGS, request),
    ...embeddingIdentity(options),
  };
}

/**
 * Reads the request at once, since the SDK may rewrite it. Some models make one content of a list, which the number of embeddings
 * shows.
 */
export function mapEmbeddingResult(request: unknown): (response: unknown) => EmbeddingResult {
  const contents = member(request, "contents");
  const single = textsOf(toContentList(contents));
  const merged = textsOf(toContents(contents));
  const isMergedModel = MERGED_EMBEDDING_MODELS.some((model) => modelOf(request)?.includes(model));
  const { dimensions: asked } = requestNumbers(GEMINI_EMBEDDINGS, request);
  return (response) => {
    const embeddings = listOf(member(response, "embeddings"));
    const texts = (embeddings.length === 0 ? isMergedModel : embeddings.length < single.length) ? merged : single;
    const kept = texts.filter((text) => text !== "");
    return {
      inputCount: embeddings.length === 0 ? texts.length : embeddings.length,
      ...(kept.length > 0 && { inputTexts: kept }),
      inputTokens: tokensOf(embeddings) ?? tableCount(GEMINI_EMBEDDINGS, "inputTokens", response),
      dimensions: vectorLength(member(embeddings[0], "values")) ?? asked,
    };
  };
}

/** Texts alone: a picture is counted, and has none. */
function textsOf(contents: readonly { readonly parts: unknown }[]): string[] {
  return contents.map(({ parts }) => {
    const texts = (Array.isArray(parts) ? parts : [parts]).map((part) => textOf(part) ?? textOf(member(part, "text")));
    return joinShown(texts);
  });
}

function tokensOf(embeddings: readonly unknown[]): number | undefined {
  const counts = embeddings.map((embedding) => at(embedding, ["statistics", "tokenCount"]));
  const known = counts.filter(isCount);
  return known.length === 0 ? undefined : known.reduce((sum, count) => sum + count, 0);
}
