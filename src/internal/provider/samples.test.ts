// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { EmbeddingResult, GenerationResult } from "../../../generated/ts/models.js";
import * as anthropic from "../../anthropic/index.js";
import * as gemini from "../../gemini/index.js";
import * as openai from "../../openai/index.js";
import { type ProviderSample, providerSamples, yieldedEvents } from "../../testing-support/provider-samples.js";
import { embeddingShape, sampleShape } from "../../testing-support/sample-shape.js";

/** The explicit mappers of an entry; samples are data, whatever the entry's types say. */
interface Mappers {
  fromRequestResponse(request: never, response: never, options?: object): GenerationResult;
  fromStream(request: never, summary: { events: Iterable<never>; error: unknown }, options?: object): GenerationResult;
  fromEmbedding?(request: never, response: never): EmbeddingResult;
}

const MAPPERS: Readonly<Record<ProviderSample["provider"], Mappers>> = { openai, anthropic, gemini };
const samples = Object.keys(MAPPERS).flatMap((name) => providerSamples(name as ProviderSample["provider"]));
const answered = samples.filter((sample) => sample.http.status < 400);

function map(sample: ProviderSample): GenerationResult {
  const mappers = MAPPERS[sample.provider];
  const { options } = sample;
  const request = sample.request as never;
  if (sample.sse === undefined) return mappers.fromRequestResponse(request, sample.response as never, options);
  const isThrown = sample.expect["call_error"] === true && sample.not_thrown === undefined;
  const error = isThrown ? new Error("broke off") : undefined;
  return mappers.fromStream(request, { events: yieldedEvents(sample) as never[], error }, options);
}

describe("the explicit mapping of a sample gives what it expects", () => {
  it.each(answered.filter(({ mode }) => mode !== "EMBEDDING"))("$id", (sample) => {
    const { first_token_event_index: _index, error_category: _category, ...expected } = sample.expect;
    expect(sampleShape(map(sample), expected)).toEqual(expected);
  });

  it.each(answered.filter(({ mode }) => mode === "EMBEDDING"))("$id", ({ provider, request, response, ...sample }) => {
    const { encoding_format: _format, ...expected } = sample.expect["embedding"] as Record<string, unknown>;
    const result = MAPPERS[provider].fromEmbedding?.(request as never, response as never);
    expect(embeddingShape(result, expected)).toEqual(expected);
  });

  it("reads all samples", () => {
    expect(samples.length).toBeGreaterThanOrEqual(179);
  });
});
