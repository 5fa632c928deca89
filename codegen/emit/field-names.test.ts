// SPDX-License-Identifier: Apache-2.0
import { beforeAll, describe, expect, it } from "vitest";
import { loadModel } from "../load-model.js";
import type { SpecModel } from "../model.js";
import { loadTinyModel } from "../testing/load-tiny.js";
import { renderFieldNames } from "./field-names.js";
import { tsModelsEmitter } from "./ts/models.js";
import { tsOptionsEmitter } from "./ts/options.js";

describe("names in texts of the spec", () => {
  let tiny: SpecModel;
  beforeAll(async () => {
    tiny = await loadTinyModel();
  });

  it.each([
    ["`started_at` of the start", "`startedAt` of the start"],
    ["belongs in `Generation.raw_artifacts`", "belongs in `Generation.artifacts`"],
    ["stored as GENERATION_MODE_SYNC", 'stored as `"SYNC"`'],
    ["stored as `GENERATION_MODE_SYNC`", 'stored as `"SYNC"`'],
    ["kind `tool_call`, mode `metadata_only`, started_at", "kind `tool_call`, mode `metadata_only`, started_at"],
  ])("%s", (text, rendered) => {
    expect(renderFieldNames(tiny, text)).toBe(rendered);
  });
});

describe("comments of what callers write", () => {
  it.each([tsModelsEmitter, tsOptionsEmitter])("$id has no name of the proto or of the spec", async ({ emit }) => {
    const model = await loadModel();
    const values = new Set([
      ...model.models.enums.flatMap((entry) => entry.values.map(({ value }) => value)),
      "tool_use", // a provider's
    ]);
    const comments = emit(model)[0]?.text.match(/\/\*\*.*?\*\//gs) ?? [];
    const names = comments.flatMap((comment) => comment.match(/\b[A-Za-z]+(?:_[A-Za-z]+)+\b/g) ?? []);
    expect(comments.length).toBeGreaterThan(50);
    expect(names.filter((name) => !values.has(name))).toEqual([]);
    expect(comments.filter((comment) => /proto-JSON|or content is not/.test(comment))).toEqual([]);
  });
});
