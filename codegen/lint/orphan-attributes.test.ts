// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { swap } from "../testing/edits.js";
import { lintTiny } from "../testing/load-tiny.js";

test("refuses an attribute that nothing uses where it says", async () => {
  const findings = await lintTiny({
    "spec/spans.yaml": swap(
      '      - { ref: gen_ai.usage.input_tokens, source: "field:usage.input_tokens", when: non_zero, phase: end }\n',
      "",
    ),
    "spec/attributes.yaml": swap("[gpt-4o-mini]\n    on: [span, metric]", "[gpt-4o-mini]\n    on: [span, metric, tag]"),
  });

  expect(findings).toEqual([
    'spec/attributes.yaml attributes[1].on[2] [orphan-attribute] no tag uses gen_ai.request.model; use it, or remove "tag" or the attribute',
    'spec/attributes.yaml attributes[4].on[0] [orphan-attribute] no span uses gen_ai.usage.input_tokens; use it, or remove "span" or the attribute',
  ]);
});
