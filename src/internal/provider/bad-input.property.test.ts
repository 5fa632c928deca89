// SPDX-License-Identifier: Apache-2.0
// Whatever a provider sends: mappers do not throw, and what they make of it is a valid record.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GenerationResult } from "../../../generated/ts/models.js";

import * as anthropic from "../../anthropic/index.js";
import * as gemini from "../../gemini/index.js";
import { validateGeneration } from "../../index.js";
import * as openai from "../../openai/index.js";
import { mutated } from "../../testing-support/mutate-json.js";
import { type ProviderSample, providerSamples, yieldedEvents } from "../../testing-support/provider-samples.js";

interface Mappers {
  fromRequestResponse(request: never, response: never, options?: object): GenerationResult;
  fromStream(request: never, summary: { events: Iterable<never> }, options?: object): GenerationResult;
  fromEmbedding?(request: never, response: never): unknown;
  mapUsage(usage: never, mode?: "disjoint"): unknown;
}

const MAPPERS: Readonly<Record<ProviderSample["provider"], Mappers>> = { openai, anthropic, gemini };
const OPTIONS = { rawArtifacts: true, usageMode: "disjoint" };

const samples = Object.keys(MAPPERS)
  .flatMap((name) => providerSamples(name as ProviderSample["provider"]))
  .filter(({ http }) => http.status < 400);

/** The first rule that a record breaks; counts that are none are unset by the recorder and not looked at here. */
function brokenRule(result: GenerationResult): unknown {
  const { usage: _usage, maxTokens: _max, temperature: _temperature, topP: _topP, ...record } = result;
  return validateGeneration(record);
}

describe("a broken request or answer becomes a valid record", () => {
  it.each(samples.filter(({ mode }) => mode === "SYNC"))("$id", ({ provider, request, response }) => {
    const { fromRequestResponse } = MAPPERS[provider];
    fc.assert(
      fc.property(mutated(request), mutated(response), (brokenRequest, brokenResponse) => {
        const given = typeof brokenRequest === "object" && brokenRequest !== null ? brokenRequest : {};
        expect(brokenRule(fromRequestResponse(given as never, brokenResponse as never, OPTIONS))).toBeUndefined();
      }),
      { numRuns: 150 },
    );
  });

  it.each(samples.filter(({ mode }) => mode === "STREAM"))("$id", (sample) => {
    const { fromStream } = MAPPERS[sample.provider];
    fc.assert(
      fc.property(mutated(yieldedEvents(sample)), (broken) => {
        const events = Array.isArray(broken) ? broken : [broken];
        expect(brokenRule(fromStream(sample.request as never, { events: events as never[] }, OPTIONS))).toBeUndefined();
      }),
      { numRuns: 150 },
    );
  });

  it.each(samples.filter(({ mode }) => mode === "EMBEDDING"))("$id", ({ provider, request, response }) => {
    fc.assert(
      fc.property(mutated(request), mutated(response), (brokenRequest, brokenResponse) => {
        MAPPERS[provider].fromEmbedding?.(brokenRequest as never, brokenResponse as never);
      }),
    );
  });
});

describe.each(Object.entries(MAPPERS))("anything at all in %s", (_, { fromRequestResponse, fromStream, mapUsage }) => {
  it("is mapped without a throw", () => {
    const anything = fc.anything({ maxDepth: 4, withBigInt: true, withMap: true, withTypedArray: true });
    fc.assert(
      fc.property(fc.object(), anything, fc.array(anything, { maxLength: 5 }), (request, response, events) => {
        expect(brokenRule(fromRequestResponse(request as never, response as never, OPTIONS))).toBeUndefined();
        expect(brokenRule(fromStream(request as never, { events: events as never[] }, OPTIONS))).toBeUndefined();
        mapUsage(response as never, "disjoint");
      }),
    );
  });
});
