// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { checkSpec } from "../check-spec.js";
import { swap } from "../testing/edits.js";
import { loadTinyModel, readTinyInput, type TinyEdits } from "../testing/load-tiny.js";
import { diffSpec } from "./diff-spec.js";
import { takeSnapshot } from "./snapshot.js";

/** Changes as `level kind path`, and the verdict. */
async function diffTiny(
  edits: TinyEdits,
): Promise<{ changes: readonly string[]; level: string; required: string; enough: boolean }> {
  const baseline = takeSnapshot(await loadTinyModel());
  const { model } = checkSpec(await readTinyInput(edits));
  const { changes, level, required, isBumpedEnough } = diffSpec(baseline, model);
  return {
    changes: changes.map((change) => `${change.level} ${change.kind} ${change.path.join("/")}`),
    level,
    required,
    enough: isBumpedEnough,
  };
}

test("finds nothing in the same spec", async () => {
  const baseline = takeSnapshot(await loadTinyModel());

  expect(diffSpec(baseline, await loadTinyModel())).toEqual({
    changes: [],
    level: "none",
    from: "1.2.3",
    to: "1.2.3",
    required: "1.2.3",
    isBumpedEnough: true,
  });
});

test("survives being written and read as JSON", async () => {
  const snapshot = takeSnapshot(await loadTinyModel());

  expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
});

test("does not mind the order of entries", async () => {
  const tool = "  - { id: generation.tags, field: Generation.tags, safe: caller_data }\n";
  const { changes } = await diffTiny({
    "spec/capture.yaml": (text) => `${text.replace(tool, "").replace("fields:\n", `fields:\n${tool}`)}`,
  });

  expect(changes).toEqual([]);
});

test.each<[string, string, (text: string) => string, string[], string]>([
  [
    "wording",
    "spec/attributes.yaml",
    swap("brief: What was done.", "brief: What was asked for."),
    ["patch changed attributes/gen_ai.operation.name/brief"],
    "1.2.4",
  ],
  [
    "an addition",
    "spec/frameworks.yaml",
    swap("run_types:\n", "run_types:\n  - { id: run_type.tool, value: tool, brief: A tool., examples: [tool] }\n"),
    ["minor added frameworks/run_types/run_type.tool"],
    "1.3.0",
  ],
  [
    "a default",
    "spec/config.yaml",
    swap("default: 100", "default: 50"),
    ["minor changed config/options/generation_export.batch_size/default"],
    "1.3.0",
  ],
  [
    "one more known value",
    "spec/errors.yaml",
    swap("statuses: [429, 503]", "statuses: [429, 503, 504]"),
    ["minor changed errors/http_answers/http.unavailable/statuses"],
    "1.3.0",
  ],
  [
    "one value less",
    "spec/errors.yaml",
    swap("statuses: [429, 503]", "statuses: [429]"),
    ["major changed errors/http_answers/http.unavailable/statuses"],
    "2.0.0",
  ],
  [
    "a key",
    "spec/attributes.yaml",
    swap("key: gen_ai.tool.name", "key: gen_ai.tool"),
    ["major changed attributes/gen_ai.tool.name/key"],
    "2.0.0",
  ],
  [
    "a removal",
    "spec/errors.yaml",
    swap(
      "  - { id: item.exists, match: contains, text: [already exists], class: delivered, brief: A repeat., examples: [x] }\n",
      "",
    ),
    ["major removed errors/item_patterns/item.exists"],
    "2.0.0",
  ],
  [
    "a field that becomes required",
    "spec/models.yaml",
    swap(
      "      - { proto: name, required: true }",
      "      - { proto: name, required: true }\n      - { proto: provider, required: true }",
    ),
    ["major changed types/ModelRef/fields/provider/required"],
    "2.0.0",
  ],
])("classifies %s", async (_, file, edit, changes, required) => {
  const result = await diffTiny({ [file]: edit });

  expect(result).toEqual({ changes, level: changes[0]?.split(" ")[0], required, enough: false });
});

test("lets entries in development change within a minor version", async () => {
  const develop = swap("    key: gen_ai.tool.name\n", "    key: gen_ai.tool.name\n    stability: development\n");
  const before = takeSnapshot(await loadTinyModel({ "spec/attributes.yaml": develop }));
  const { model } = checkSpec(
    await readTinyInput({
      "spec/attributes.yaml": (text) => swap("key: gen_ai.tool.name", "key: gen_ai.tool")(develop(text)),
    }),
  );

  expect(diffSpec(before, model).level).toBe("minor");
});

test("sees changes of the proto", async () => {
  const proto = "proto/tiny/v1/generation_ingest.proto";
  const { changes } = await diffTiny({
    [proto]: swap("  // The raw bytes.\n  bytes payload = 1;", "  // All the bytes.\n  bytes payload = 2;"),
  });

  expect(changes).toEqual([
    "patch changed proto/messages/Artifact/fields/payload/comment",
    "major changed proto/messages/Artifact/fields/payload/number",
    "patch changed types/Artifact/fields/payload/brief",
  ]);
});

test("accepts a version that is high enough", async () => {
  const result = await diffTiny({
    "spec/sdk.yaml": swap("spec_version: 1.2.3", "spec_version: 2.0.0"),
    "spec/attributes.yaml": swap("key: gen_ai.tool.name", "key: gen_ai.tool"),
  });

  expect(result).toEqual({
    changes: ["major changed attributes/gen_ai.tool.name/key"],
    level: "major",
    required: "2.0.0",
    enough: true,
  });
});
