// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { swap } from "../testing/edits.js";
import { lintTiny } from "../testing/load-tiny.js";

test("wants a decision for every mode of every sink of a class", async () => {
  const findings = await lintTiny({
    "spec/capture.yaml": swap("span: { full: capture_input, metadata_only: strip }", "span: { full: capture_input }"),
  });

  expect(findings).toEqual([
    "spec/capture.yaml classes[2].matrix.span [capture-matrix] class embedding_text has no decision for sink span in mode metadata_only; add `metadata_only: keep` or `metadata_only: strip`",
  ]);
});

test("refuses a stricter mode that shows more", async () => {
  const findings = await lintTiny({
    "spec/capture.yaml": swap(
      "export: { full: keep, metadata_only: strip }",
      "export: { full: strip, metadata_only: keep }",
    ),
  });

  expect(findings).toEqual([
    "spec/capture.yaml classes[0].matrix.export.metadata_only [capture-matrix] class text is stripped from export in full, but not in the stricter metadata_only; write strip",
  ]);
});

test("refuses a class without sinks", async () => {
  const findings = await lintTiny({
    "spec/capture.yaml": swap("matrix:\n      span: { full: capture_input, metadata_only: strip }", "matrix: {}"),
  });

  expect(findings).toEqual([
    "spec/capture.yaml classes[2].matrix [capture-matrix] class embedding_text reaches no sink; name its sinks",
  ]);
});
