// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { lintTiny } from "../testing/load-tiny.js";

test("refuses undeclared keys on expected spans, metric points and in metadata", async () => {
  const findings = await lintTiny({
    "spec/scenarios/core.yaml": (text) =>
      text
        .replace('"{vendor}.sdk.name": sdk-ts }\n      metrics', '"{vendor}.sdk.nam": sdk-ts }\n      metrics')
        .replace(
          "attributes: { gen_ai.operation.name: generateText } }\n      generations",
          "attributes: { gen_ai.operation: generateText } }\n      generations",
        )
        .replace(
          'metadata: { "{vendor}.sdk.name": sdk-ts } }',
          'metadata: { "{vendor}.sdk.version": 1, quality: true } }',
        ),
  });

  expect(findings).toEqual([
    'spec/scenarios/core.yaml scenarios[8].expect.spans[0].attributes.tiny.sdk.nam [scenario-keys] no attribute has the key "tiny.sdk.nam"; did you mean "tiny.sdk.name"?',
    'spec/scenarios/core.yaml scenarios[8].expect.metrics[0].attributes.gen_ai.operation [scenario-keys] no attribute has the key "gen_ai.operation"; did you mean "gen_ai.operation.name"?',
    'spec/scenarios/core.yaml scenarios[8].expect.generations[0].metadata.tiny.sdk.version [scenario-keys] no attribute has the key "tiny.sdk.version"; declare it, or use one that is declared',
  ]);
});
