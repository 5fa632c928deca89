// SPDX-License-Identifier: Apache-2.0
import { create, type MessageInitShape, toBinary, toJson } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import {
  ExportGenerationsRequestSchema,
  ExportGenerationsResponseSchema,
  GenerationSchema,
} from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
import { createIngestBatch } from "./ingest-batch.js";
import { createMemoryStore, type GenerationStore } from "./store.js";
import { buildGeneration, GENERATION_JSON } from "./testing/build-generation.js";

const receivedAt = new Date("2026-03-04T05:06:07Z");

function ingest(
  generations: MessageInitShape<typeof GenerationSchema>[],
  store: GenerationStore = createMemoryStore(),
  tenant = "fake",
) {
  const batch = create(ExportGenerationsRequestSchema, { generations });
  const response = createIngestBatch({ store, now: () => receivedAt, onGeneration: () => undefined })(batch, {
    tenant,
    transport: "http",
  });
  return toJson(ExportGenerationsResponseSchema, response, { useProtoFieldName: true });
}

describe("createIngestBatch", () => {
  it("answers an empty batch with nothing", () => {
    expect(ingest([])).toEqual({});
  });

  it("stores an accepted generation with its size and its origin", () => {
    const store = createMemoryStore();
    const generation = buildGeneration();
    expect(ingest([generation], store)).toEqual({ results: [{ generation_id: generation.id, accepted: true }] });
    expect(store.list()).toEqual([
      {
        tenant: "fake",
        transport: "http",
        receivedAt,
        bytes: toBinary(GenerationSchema, generation).byteLength,
        generation,
        json: GENERATION_JSON,
      },
    ]);
  });

  it("answers every item in request order and stores only the good ones", () => {
    const store = createMemoryStore();
    const blank = buildGeneration({ id: " " });
    const long = buildGeneration({
      id: "long-title",
      conversationId: "c",
      metadata: { conversation_title: "x".repeat(1025) },
    });
    const model = { provider: "p", name: "m" };
    expect(
      ingest([{}, buildGeneration({ id: "a" }), blank, { model }, buildGeneration({ id: "a" }), long], store),
    ).toEqual({
      results: [
        { generation_id: "gen-1", error: "generation.model is required" },
        { generation_id: "a", accepted: true },
        { generation_id: " ", error: "generation.id is required" },
        { generation_id: "gen-2", accepted: true },
        { generation_id: "a", error: "generation already exists" },
        {
          generation_id: "long-title",
          error: "Error 1406 (22001): Data too long for column 'conversation_title' at row 1",
        },
      ],
    });
    expect(store.list().map((record) => record.generation.id)).toEqual(["a", "gen-2"]);
  });

  it("keeps ids unique per tenant only", () => {
    const store = createMemoryStore();
    const accepted = { results: [{ generation_id: "a", accepted: true }] };
    expect(ingest([buildGeneration({ id: "a" })], store, "one")).toEqual(accepted);
    expect(ingest([buildGeneration({ id: "a" })], store, "two")).toEqual(accepted);
    expect(ingest([buildGeneration({ id: "a" })], store, "two")).toEqual({
      results: [{ generation_id: "a", error: "generation already exists" }],
    });
  });

  it("refuses only the item that cannot be encoded", () => {
    const broken = buildGeneration({ id: "broken", maxTokens: 1n << 64n });
    expect(ingest([broken, buildGeneration({ id: "fine" })])).toEqual({
      results: [
        { generation_id: "broken", error: expect.stringMatching(/^marshal generation "broken": /) },
        { generation_id: "fine", accepted: true },
      ],
    });
  });
});
