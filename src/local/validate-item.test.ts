// SPDX-License-Identifier: Apache-2.0
import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { type GenerationMode, GenerationSchema } from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
import { buildGeneration } from "./testing/build-generation.js";
import { findRejection } from "./validate-item.js";

describe("findRejection", () => {
  it.each([
    ["a missing model", create(GenerationSchema), "generation.model is required"],
    ["an empty provider", buildGeneration({ model: { name: "m" } }), "generation.model.provider is required"],
    ["an empty model name", buildGeneration({ model: { provider: "p" } }), "generation.model.name is required"],
    // proto3 enums are open: the wire can carry a number that has no name.
    ["an unknown mode", buildGeneration({ mode: 3 as GenerationMode }), "generation.mode is invalid"],
  ])("refuses %s", (_name, generation, text) => {
    expect(findRejection(generation)).toBe(text);
  });

  it("does not trim provider and model name", () => {
    expect(findRejection(buildGeneration({ model: { provider: " ", name: " " } }))).toBeUndefined();
  });

  it("does not look at messages, parts, tools and artifacts", () => {
    const generation = buildGeneration({ input: [{ parts: [{}] }, {}], tools: [{}], rawArtifacts: [{}] });
    expect(findRejection(generation)).toBeUndefined();
  });
});
