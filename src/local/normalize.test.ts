// SPDX-License-Identifier: Apache-2.0
import { create, toJson } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { GenerationMode, GenerationSchema } from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
import { createNormalizer } from "./normalize.js";
import { buildGeneration, GENERATION_JSON } from "./testing/build-generation.js";

const now = (): Date => new Date("2026-03-04T05:06:07.080Z");

describe("createNormalizer", () => {
  it("fills everything that is missing", () => {
    const normalize = createNormalizer(now);
    const first = create(GenerationSchema);
    const second = create(GenerationSchema, { mode: GenerationMode.STREAM });
    normalize(first);
    normalize(second);
    expect([toJson(GenerationSchema, first), toJson(GenerationSchema, second)]).toEqual([
      {
        id: "gen-1",
        mode: "GENERATION_MODE_SYNC",
        operationName: "generateText",
        startedAt: "2026-03-04T05:06:07.080Z",
        completedAt: "2026-03-04T05:06:07.080Z",
      },
      {
        id: "gen-2",
        mode: "GENERATION_MODE_STREAM",
        operationName: "streamText",
        startedAt: "2026-03-04T05:06:07.080Z",
        completedAt: "2026-03-04T05:06:07.080Z",
      },
    ]);
  });

  it("leaves what is there alone, blanks included", () => {
    const generation = buildGeneration({ operationName: " ", conversationId: " c " });
    createNormalizer(now)(generation);
    expect(toJson(GenerationSchema, generation, { useProtoFieldName: true })).toEqual({
      ...GENERATION_JSON,
      operation_name: " ",
      conversation_id: " c ",
    });
  });
});
