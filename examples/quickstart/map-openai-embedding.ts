// SPDX-License-Identifier: Apache-2.0
import type { EmbeddingResult, EmbeddingStart } from "sigil-sdk";

/** The part of OpenAI's embedding types that the mapping reads. */
export interface EmbeddingRequest {
  readonly model: string;
  /** Text, texts, one list of tokens, or several. */
  readonly input: string | readonly string[] | readonly number[] | readonly (readonly number[])[];
  readonly dimensions?: number;
  readonly encoding_format?: "float" | "base64";
}

export interface EmbeddingResponse {
  readonly model: string;
  /** Base64 text of 32-bit floats when the request asked for it. */
  readonly data: readonly { readonly embedding: readonly number[] | string }[];
  readonly usage: { readonly prompt_tokens?: number; readonly total_tokens: number };
}

const BYTES_PER_FLOAT = 4;

/** What an OpenAI embedding request says before the call. */
export function mapEmbeddingRequest(request: EmbeddingRequest): EmbeddingStart {
  return {
    model: { provider: "openai", name: request.model },
    dimensions: request.dimensions,
    encodingFormat: request.encoding_format,
  };
}

/** What an OpenAI embedding response says after the call. */
export function mapEmbeddingResponse(request: EmbeddingRequest, response: EmbeddingResponse): EmbeddingResult {
  const [first] = response.data;
  return {
    inputCount: countInputs(request.input),
    inputTokens: response.usage.prompt_tokens ?? response.usage.total_tokens,
    inputTexts: inputTexts(request.input),
    responseModel: response.model,
    dimensions: first === undefined ? undefined : vectorLength(first.embedding),
  };
}

function countInputs(input: EmbeddingRequest["input"]): number {
  // A list of numbers is the tokens of one input.
  return typeof input === "string" || typeof input[0] === "number" ? 1 : input.length;
}

function inputTexts(input: EmbeddingRequest["input"]): string[] | undefined {
  if (typeof input === "string") return [input];
  const texts = [...input].filter((item) => typeof item === "string");
  return texts.length === 0 ? undefined : texts;
}

function vectorLength(vector: readonly number[] | string): number {
  return typeof vector === "string" ? Buffer.from(vector, "base64").length / BYTES_PER_FLOAT : vector.length;
}
