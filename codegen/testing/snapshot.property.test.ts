// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Generation } from "../../generated/ts/models.js";
import {
  EMBEDDING_SHAPE,
  GENERATION_RESULT_SHAPE,
  GENERATION_SHAPE,
  GENERATION_START_SHAPE,
  TOOL_EXECUTION_SHAPE,
} from "../../generated/ts/record-shapes.js";
import { Copier } from "../../src/internal/copier.js";
import { copyRecord } from "../../src/internal/copy-record.js";
import type { RecordShape } from "../../src/internal/record-shape.js";
import { toJsonObject, toJsonValue } from "../../src/internal/to-json-value.js";
import { generationArbitrary, inputArbitraries } from "./arbitraries.js";
import { mutated } from "./mutate.js";

const limits = { maxDepth: 64, maxNodes: 100_000 };
const createCopier = (): Copier =>
  new Copier({
    note: () => {},
    toJsonObject: (value) => toJsonObject(value, limits),
    toJsonValue: (value) => toJsonValue(value, limits),
  });

/** A copy by other means. */
const copyOf = <T>(value: T): T => structuredClone(value);

/** Overwrites everything that can be reached. */
function wreck(value: unknown): void {
  if (value instanceof Date) value.setTime(0);
  else if (value instanceof Uint8Array) value.fill(0);
  else if (typeof value === "object" && value !== null) {
    for (const key of Object.keys(value)) {
      wreck(Reflect.get(value, key));
      Reflect.set(value, key, "wrecked");
    }
    Reflect.set(value, "added", true);
    if (Array.isArray(value)) value.length = 0;
  }
}

describe("snapshots of random records", () => {
  it("equal the record when its strings are well-formed", () => {
    fc.assert(
      fc.property(generationArbitrary, (generation) => {
        expect(copyRecord(GENERATION_SHAPE, generation, createCopier())).toEqual(generation);
      }),
      { numRuns: 1000 },
    );
  });

  it("do not change when the original does", () => {
    fc.assert(
      fc.property(inputArbitraries.generation, (generation) => {
        const snapshot = copyRecord(GENERATION_SHAPE, generation, createCopier());
        const before = copyOf(snapshot);
        wreck(generation);
        expect(snapshot).toEqual(before);
      }),
      { numRuns: 1000 },
    );
  });

  it("do not change the original", () => {
    fc.assert(
      fc.property(inputArbitraries.generation, (generation) => {
        const before = copyOf(generation);
        wreck(copyRecord(GENERATION_SHAPE, generation, createCopier()));
        expect(generation).toEqual(before);
      }),
      { numRuns: 500 },
    );
  });

  it("are the same when taken again", () => {
    fc.assert(
      fc.property(inputArbitraries.generation, (generation) => {
        const snapshot: Generation = copyRecord(GENERATION_SHAPE, generation, createCopier());
        expect(copyRecord(GENERATION_SHAPE, snapshot, createCopier())).toEqual(snapshot);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["generation", mutated(inputArbitraries.generation), GENERATION_SHAPE],
    ["start", mutated(inputArbitraries.generationStart), GENERATION_START_SHAPE],
    ["result", mutated(inputArbitraries.generationResult), GENERATION_RESULT_SHAPE],
    ["tool execution", mutated(inputArbitraries.toolExecution), TOOL_EXECUTION_SHAPE],
    ["embedding", mutated(inputArbitraries.embedding), EMBEDDING_SHAPE],
  ] as const)("never throw on a broken %s", (_, values, shape) => {
    fc.assert(
      fc.property(
        values as fc.Arbitrary<never>,
        (value) => void copyRecord(shape as RecordShape<never>, value, createCopier()),
      ),
      { numRuns: 2000 },
    );
  });
});
