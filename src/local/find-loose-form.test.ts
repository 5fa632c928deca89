// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { GenerationSchema } from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
import { findLooseForm } from "./find-loose-form.js";

const artifact = (payload: string): JsonObject => ({ rawArtifacts: [{}, { payload }] });

describe("findLooseForm", () => {
  it.each<[JsonObject, string]>([
    [{ max_tokens: " 1" }, "max_tokens"],
    [{ maxTokens: "0x10" }, "max_tokens"],
    [{ max_tokens: "+1" }, "max_tokens"],
    [{ max_tokens: "01" }, "max_tokens"],
    [{ usage: { total_tokens: "1 " } }, "total_tokens"],
    [{ temperature: "0x1" }, "temperature"],
    [{ started_at: "2026-02-30T00:00:00Z" }, "started_at"],
    [{ started_at: "2025-02-29T00:00:00Z" }, "started_at"],
    [{ completedAt: "2026-02-03T24:00:00Z" }, "completed_at"],
    [artifact("_+8="), "payload"],
    [artifact("Y Q="), "payload"],
    [artifact("YQ==YQ=="), "payload"],
    [artifact("YQ="), "payload"],
    [artifact("YWE=="), "payload"],
  ])("names the field of %j", (json, field) => {
    expect(findLooseForm(GenerationSchema, json)).toBe(`invalid value for field ${field}`);
  });

  it.each<JsonObject>([
    { max_tokens: "-1", usage: { inputTokens: "9223372036854775807" } },
    { temperature: "-Infinity", top_p: "1e-3" },
    { started_at: "2024-02-29T23:59:59.999999999-12:00", completed_at: null },
    artifact(""),
    artifact("YQ"),
    artifact("YQ=="),
    artifact("Y\r\nQ=="),
    artifact("_-8"),
    { id: " 01", tags: { max_tokens: "0x1" }, metadata: { started_at: "2026-02-30" } },
  ])("passes %j", (json) => {
    expect(findLooseForm(GenerationSchema, json)).toBeUndefined();
  });
});
