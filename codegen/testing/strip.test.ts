// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ATTR_SIGIL_SDK_CONTENT_CAPTURE_MODE } from "../../generated/ts/attributes.js";
import { CONCRETE_CAPTURE_MODES, type ConcreteCaptureMode } from "../../generated/ts/capture.js";
import { CONTENT_FIELDS, CONTENT_MATRIX, type ContentField } from "../../generated/ts/content-fields.js";
import type { ConversationRatingInput, ConversationRatingSubmission, Generation } from "../../generated/ts/models.js";
import { stripGeneration, stripRating } from "../../generated/ts/strip.js";
import { validateGeneration } from "../../generated/ts/validate-generation.js";
import { loadModel } from "../load-model.js";
import { generationArbitrary, validGenerationArbitrary } from "./arbitraries.js";
import { toFriendlyRecord } from "./scenario-record.js";

const model = await loadModel();
const cases = model.scenarios
  .flatMap((suite) => suite.scenarios)
  .filter((scenario) => scenario.kind === "strip")
  .filter((scenario) => scenario.sink === "export" || scenario.sink === "rating");

describe.each(cases.map((scenario) => [scenario.id, scenario] as const))("%s", (_, scenario) => {
  it("strips", () => {
    const record = toFriendlyRecord(model, scenario.type, scenario.record);
    const mode = scenario.mode as ConcreteCaptureMode;
    if (scenario.type === "ConversationRatingSubmission")
      stripRating((record as ConversationRatingSubmission).input, mode);
    else if (scenario.sink === "rating") stripRating(record as ConversationRatingInput, mode);
    else stripGeneration(record as Generation, mode, scenario.error_category);
    expect(record).toEqual(toFriendlyRecord(model, scenario.type, scenario.expect));
  });
});

const CANARY = "canary-7f3a";

/** Content of a generation that a mode strips from the export. */
const stripped = (mode: ConcreteCaptureMode): readonly ContentField[] =>
  CONTENT_FIELDS.filter(
    (field) => field.record === "Generation" && CONTENT_MATRIX[field.captureClass]?.export?.[mode] === "strip",
  );

/** Calls `change` with every object on the way of a field, and the property. */
function visit(record: unknown, field: ContentField, change: (owner: object, key: string) => void): void {
  const steps = field.key === undefined ? field.path.split(".") : [field.path, field.key];
  const walk = (owner: unknown, [step = "", ...rest]: readonly string[]): void => {
    if (typeof owner !== "object" || owner === null) return;
    const key = step.replace("[]", "");
    const value: unknown = Reflect.get(owner, key);
    if (rest.length === 0) change(owner, key);
    else for (const next of step.endsWith("[]") && Array.isArray(value) ? value : [value]) walk(next, rest);
  };
  walk(record, steps);
}

/** The record with a canary in every content field that it has, and in the metadata keys. */
function plant(record: Generation): Generation {
  record.metadata = { ...record.metadata };
  for (const field of CONTENT_FIELDS.filter((candidate) => candidate.record === "Generation")) {
    visit(record, field, (owner, key) => {
      const value: unknown = Reflect.get(owner, key);
      if (field.key !== undefined || typeof value === "string") Reflect.set(owner, key, CANARY);
      else if (value instanceof Uint8Array) Reflect.set(owner, key, new TextEncoder().encode(CANARY));
    });
  }
  return record;
}

const allText = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) => (item instanceof Uint8Array ? new TextDecoder().decode(item) : item));

describe("stripping random generations", () => {
  it.each(CONCRETE_CAPTURE_MODES)(
    "%s leaves no canary in content that the mode forbids, and everything else as it was",
    (mode) => {
      fc.assert(
        fc.property(generationArbitrary, (generation) => {
          const record = plant(generation);
          const expected = structuredClone(record);
          stripGeneration(record, mode, "rate_limit");
          for (const field of stripped(mode)) {
            visit(expected, field, (owner, key) => Reflect.deleteProperty(owner, key));
            visit(record, field, (owner, key) => {
              const left: unknown = Reflect.get(owner, key);
              expect(left === undefined || left === "" || left === "rate_limit").toBe(true);
              Reflect.deleteProperty(owner, key);
            });
          }
          expect(record).toEqual(expected);
        }),
        { numRuns: 500 },
      );
    },
  );

  it("metadata_only leaves no canary anywhere", () => {
    fc.assert(
      fc.property(generationArbitrary, (generation) => {
        const record = plant(generation);
        stripGeneration(record, "metadata_only", undefined);
        expect(allText(record)).not.toContain(CANARY);
      }),
      { numRuns: 500 },
    );
  });

  it("metadata_only keeps a valid record valid under its marker", () => {
    fc.assert(
      fc.property(validGenerationArbitrary, (generation) => {
        const record = { ...generation, metadata: { [ATTR_SIGIL_SDK_CONTENT_CAPTURE_MODE]: "metadata_only" } };
        stripGeneration(record, "metadata_only", undefined);
        expect(validateGeneration(record)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it("does not stumble over a record of wrong shape", () => {
    const record = {
      input: [null, 5, { parts: "x" }],
      output: "text",
      metadata: "m",
      tools: {},
      callError: "",
    } as unknown as Generation;
    const expected = structuredClone(record);
    stripGeneration(record, "metadata_only", "auth_error");
    expect(record).toEqual(expected);
  });
});
