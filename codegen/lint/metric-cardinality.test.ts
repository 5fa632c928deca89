// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { swap } from "../testing/edits.js";
import { lintTiny } from "../testing/load-tiny.js";

test("refuses an attribute of high cardinality on a metric", async () => {
  const findings = await lintTiny({
    "spec/metrics.yaml": swap(
      'source: "value:input" }',
      'source: "value:input" }\n          - { ref: vendor.framework.run_id, source: "value:x" }',
    ),
    "spec/attributes.yaml": swap("[run-1]\n    on: [span, metadata]", "[run-1]\n    on: [span, metadata, metric]"),
  });

  expect(findings).toEqual([
    "spec/metrics.yaml metrics[1].recorded_for[0].attributes[1].ref [metric-cardinality] vendor.framework.run_id has high cardinality; leave it to spans, or declare it low when its values are few",
  ]);
});
