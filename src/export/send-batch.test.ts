// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { Generation } from "../../generated/ts/models.js";
import type { QueuedGeneration } from "../queue/generation-queue.js";
import { envelopeSize, sendTo, sizeInRequest } from "./send-batch.js";

const SIGNAL = new AbortController().signal;
const record: Generation = { id: "gen_a" };
/** `{1: "gen_a"}`. */
const PROTOBUF = Uint8Array.of(0x0a, 5, ...new TextEncoder().encode("gen_a"));

const queued = (changes: Partial<QueuedGeneration>): QueuedGeneration => ({
  id: "gen_a",
  position: 1,
  record: undefined,
  bytes: undefined,
  cost: 1,
  isSettled: false,
  ...changes,
});

describe("sendTo", () => {
  it("hands over records or bytes, and the signal", async () => {
    const seen: unknown[] = [];
    const note = async (batch: readonly unknown[], options: unknown): Promise<[]> => {
      seen.push(batch, options);
      return [];
    };
    await sendTo({ format: "record", export: note }, [queued({ record })], { signal: SIGNAL });
    await sendTo({ format: "protobuf", export: note }, [queued({ bytes: PROTOBUF })], { signal: SIGNAL });
    expect(seen).toEqual([[record], { signal: SIGNAL }, [PROTOBUF], { signal: SIGNAL }]);
  });

  it("keeps the exporter's own this, and rejects when it throws", async () => {
    const exporter = {
      format: "record" as const,
      name: "mine",
      export(): Promise<never> {
        throw new Error(this.name);
      },
    };
    await expect(sendTo(exporter, [], { signal: SIGNAL })).rejects.toThrow("mine");
  });
});

describe("the size of a request", () => {
  it.each([
    ["json", [10, 300, 0], '{"generations":[]}'.length + 10 + 300 + 0 + 3],
    ["protobuf", [10, 300, 0], 2 + 10 + 3 + 300 + 2],
    ["record", [10], 12],
  ] as const)("of %s records with %j bytes is at most %i", (format, sizes, bytes) => {
    expect(sizes.reduce<number>((sum, size) => sum + sizeInRequest(format, size), envelopeSize(format))).toBe(bytes);
  });
});
