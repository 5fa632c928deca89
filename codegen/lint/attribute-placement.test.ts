// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { swap } from "../testing/edits.js";
import { lintTiny } from "../testing/load-tiny.js";

test("refuses attributes where their declaration does not put them", async () => {
  const findings = await lintTiny({
    "spec/attributes.yaml": (text) =>
      swap(
        "[2048]\n    on: [span, metadata]",
        "[2048]\n    on: [span]",
      )(swap("[0.7]\n    on: [span]", "[0.7]\n    on: [metadata]")(text)),
  });

  expect(findings).toEqual([
    "spec/providers.yaml apis[0].metadata[0].ref [attribute-placement] vendor.thinking.budget_tokens is declared for span, not for metadata; add metadata to its `on`, or use another attribute",
    "spec/spans.yaml spans[0].attributes[4].ref [attribute-placement] gen_ai.request.temperature is declared for metadata, not for span; add span to its `on`, or use another attribute",
    "spec/spans.yaml spans[0].attributes[8].ref [attribute-placement] vendor.thinking.budget_tokens is declared for span, not for metadata; add metadata to its `on`, or use another attribute",
  ]);
});

test("compares copied_to_span with the spans", async () => {
  const findings = await lintTiny({ "spec/frameworks.yaml": swap("copied_to_span: true", "copied_to_span: false") });

  expect(findings).toEqual([
    "spec/frameworks.yaml metadata_keys[0].copied_to_span [attribute-placement] a span copies vendor.framework.run_id from metadata; write true, or change spans.yaml",
  ]);
});
