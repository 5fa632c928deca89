// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { swap } from "../testing/edits.js";
import { lintTiny } from "../testing/load-tiny.js";

test("refuses a rule for a field that does not exist, with the nearest one", async () => {
  const findings = await lintTiny({
    "spec/capture.yaml": swap("field: Generation.system_prompt", "field: Generation.system_promt"),
  });

  expect(findings).toEqual([
    "spec/capture.yaml fields [capture-coverage] nobody decided what may happen to Generation.system_prompt; choose the words of one of these rows: { id: generation.system_prompt, field: Generation.system_prompt, safe: name | caller_data } or { id: generation.system_prompt, field: Generation.system_prompt, class: text | tool_content | embedding_text | error_text, on_strip: empty | drop | error_category }",
    'spec/capture.yaml fields[8].field [dangling-reference] there is no field "Generation.system_promt"; did you mean "Generation.system_prompt"?',
  ]);
});

test.each([
  [
    "both class and safe",
    "safe: caller_data }",
    "safe: caller_data, class: text, on_strip: drop }",
    "fields[9]",
    "generation.tags needs exactly one of class and safe; keep the one that applies",
  ],
  [
    "neither",
    "field: Generation.tags, safe: caller_data }",
    "field: Generation.tags }",
    "fields[9]",
    "generation.tags needs exactly one of class and safe; keep the one that applies",
  ],
  [
    "a safe field that is stripped",
    "safe: caller_data }",
    "safe: caller_data, on_strip: drop }",
    "fields[9]",
    "generation.tags is safe, so nothing strips it; remove `on_strip`",
  ],
  [
    "an exported class without a way to strip",
    "class: text, on_strip: empty }",
    "class: text }",
    "fields[3]",
    "part.text can be stripped from the export, but how is not said; add `on_strip`",
  ],
  [
    "deletion outside of metadata",
    "class: text, on_strip: empty }",
    "class: text, on_strip: delete }",
    "fields[3]",
    "part.text is no metadata key, so it cannot be deleted; use empty or drop",
  ],
])("refuses %s", async (_, before, after, path, text) => {
  const findings = await lintTiny({ "spec/capture.yaml": swap(before, after) });

  expect(findings.filter((finding) => !finding.includes("rule-coverage"))).toEqual([
    `spec/capture.yaml ${path} [capture-fields] ${text}`,
  ]);
});

test("refuses a second rule for a field", async () => {
  const rule = "  - { id: generation.tags, field: Generation.tags, safe: caller_data }\n";
  const findings = await lintTiny({
    "spec/capture.yaml": swap(rule, `${rule}${rule.replace("generation.tags", "again")}`),
  });

  expect(findings).toEqual([
    "spec/capture.yaml fields[10].field [capture-fields] Generation.tags has a rule already; merge the two rows",
  ]);
});
