// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Generation } from "../../generated/ts/models.js";
import {
  snapshotEmbedding,
  snapshotGeneration,
  snapshotGenerationResult,
  snapshotGenerationStart,
  snapshotToolExecution,
} from "../../generated/ts/snapshot.js";
import type { SnapshotContext } from "../../src/internal/snapshot-context.js";
import { toJsonObject, toJsonValue } from "../../src/internal/to-json-value.js";
import { generationArbitrary, inputArbitraries } from "./arbitraries.js";
import { mutated } from "./mutate.js";

const limits = { maxDepth: 64, maxNodes: 100_000 };
const context: SnapshotContext = {
  note: () => {},
  toJsonObject: (value) => toJsonObject(value, limits),
  toJsonValue: (value) => toJsonValue(value, limits),
};

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
        expect(snapshotGeneration(generation, context)).toEqual(generation);
      }),
      { numRuns: 1000 },
    );
  });

  it("do not change when the original does", () => {
    fc.assert(
      fc.property(inputArbitraries.generation, (generation) => {
        const snapshot = snapshotGeneration(generation, context);
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
        wreck(snapshotGeneration(generation, context));
        expect(generation).toEqual(before);
      }),
      { numRuns: 500 },
    );
  });

  it("are the same when taken again", () => {
    fc.assert(
      fc.property(inputArbitraries.generation, (generation) => {
        const snapshot: Generation = snapshotGeneration(generation, context);
        expect(snapshotGeneration(snapshot, context)).toEqual(snapshot);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["generation", mutated(inputArbitraries.generation), snapshotGeneration],
    ["start", mutated(inputArbitraries.generationStart), snapshotGenerationStart],
    ["result", mutated(inputArbitraries.generationResult), snapshotGenerationResult],
    ["tool execution", mutated(inputArbitraries.toolExecution), snapshotToolExecution],
    ["embedding", mutated(inputArbitraries.embedding), snapshotEmbedding],
  ] as const)("never throw on a broken %s", (_, values, snapshot) => {
    fc.assert(
      fc.property(values as fc.Arbitrary<never>, (value) => void snapshot(value, context)),
      { numRuns: 2000 },
    );
  });
});
