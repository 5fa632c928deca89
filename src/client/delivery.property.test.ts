// SPDX-License-Identifier: Apache-2.0
// Whatever an exporter does, the books close: recorded = delivered + dropped, each record has one end, and delivered is
// what the other side holds (contract I5).
import fc from "fast-check";
import { expect, it } from "vitest";

import { createExportError, ExportFailure } from "../export/export-failure.js";
import type { GenerationExporter, ItemResult } from "../export/generation-exporter.js";
import { createDelivery } from "./testing/create-delivery.js";

const CLASSES = [
  "retry",
  "resend",
  "bad_response",
  "split",
  "bisect",
  "auth",
  "permanent",
  "response_too_large",
] as const;

type Act =
  | { readonly kind: "fail"; readonly as: (typeof CLASSES)[number]; readonly isStored: boolean }
  | { readonly kind: "items"; readonly errors: readonly string[] }
  | { readonly kind: "shape"; readonly results: unknown }
  | { readonly kind: "hang" | "throw" };

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("fail" as const),
      as: fc.constantFrom(...CLASSES),
      isStored: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("items" as const),
      errors: fc.array(
        fc.constantFrom("", "", "generation already exists", "driver: bad connection", "generation.mode is invalid"),
        { minLength: 1, maxLength: 4 },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("shape" as const),
      results: fc.constantFrom(undefined, null, [], [{}], {}, "ok"),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom<Act>({ kind: "hang" }, { kind: "throw" }) },
);

/** An ingest that stores by id and follows a script; after it, everything is accepted. */
function createScriptedExporter(script: readonly Act[]) {
  const stored = new Set<string>();
  let calls = 0;
  const store = (id: string): ItemResult => {
    if (stored.has(id)) return { generationId: id, accepted: false, error: "generation already exists" };
    stored.add(id);
    return { generationId: id, accepted: true };
  };
  const exporter: GenerationExporter = {
    format: "record",
    export: (batch) => {
      const ids = batch.map(({ id }) => id ?? "");
      const next = script[calls];
      calls += 1;
      switch (next?.kind) {
        case "fail":
          if (next.isStored && (next.as === "retry" || next.as === "resend")) ids.forEach(store);
          return Promise.reject(new ExportFailure(next.as, createExportError("transport", next.as)));
        case "items":
          return Promise.resolve(
            ids.map((id, index) => {
              const error = next.errors[index % next.errors.length] ?? "";
              // Only what is stored is said to exist.
              if (error === "" || error.startsWith("generation already")) return store(id);
              return { generationId: id, accepted: false, error };
            }),
          );
        case "shape":
          return Promise.resolve(next.results as ItemResult[]);
        case "hang":
          return new Promise(() => undefined);
        case "throw":
          throw new Error("broken");
        default:
          return Promise.resolve(ids.map(store));
      }
    },
  };
  return { exporter, stored };
}

it("keeps its books under any sequence of faults", { timeout: 60_000 }, async () => {
  const batchSizes = fc.integer({ min: 1, max: 8 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { maxLength: 12 }),
      fc.integer({ min: 1, max: 25 }),
      batchSizes,
      fc.boolean(),
      async (script, records, batchSize, isHurried) => {
        const { exporter, stored } = createScriptedExporter(script);
        const { delivery, accept, drops, books } = createDelivery({
          generationExporter: exporter,
          generationExport: { batchSize, timeoutMs: 2, initialBackoffMs: 1, queueSize: 20 },
          sleep: async () => undefined,
        });
        accept(...Array.from({ length: records }, (_, index) => `gen_${index}`));
        const report = await delivery.shutdown({ timeoutMs: isHurried ? 1 : 10_000 });
        const { delivered, dropped, queue } = delivery.status();
        const lost = drops.flatMap(({ generationIds }) => generationIds);
        const total = Object.values(dropped).reduce((sum, count) => sum + count, 0);
        expect({ ...books(), queue, left: report.left, lost: lost.length, unique: new Set(lost).size }).toEqual({
          recorded: records,
          accountedFor: records,
          queue: { records: 0, bytes: 0 },
          left: 0,
          lost: total,
          unique: total,
        });
        expect(delivered + total).toBe(records);
        // A lost answer leaves records stored that could not be confirmed any more; no record is called delivered without being there.
        const confirmed = [...stored].filter((id) => !lost.includes(id));
        expect(confirmed.length).toBe(delivered);
      },
    ),
    { numRuns: 150 },
  );
});
