// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { swap } from "../testing/edits.js";
import { lintTiny } from "../testing/load-tiny.js";

test("refuses a source of another type than the attribute's", async () => {
  const findings = await lintTiny({
    "spec/spans.yaml": (text) =>
      swap(
        'source: "field:max_tokens"',
        'source: "field:temperature"',
      )(
        swap(
          'gen_ai.tool.name, source: "field:tool_name"',
          'gen_ai.tool.name, source: "computed:duration_seconds"',
        )(text),
      ),
  });

  expect(findings).toEqual([
    "spec/spans.yaml spans[0].attributes[3].source [attribute-type] gen_ai.request.max_tokens is declared as int, but its source gives double; change the type, the source or the form",
    "spec/spans.yaml spans[2].attributes[1] [span-content] gen_ai.tool.name of span tool is free text from a function, and no capture class guards it; add it to capture.yaml `span_content`, or list the attribute's `values`",
    "spec/spans.yaml spans[2].attributes[1].source [attribute-type] gen_ai.tool.name is declared as string, but its source gives double; change the type, the source or the form",
  ]);
});

test("refuses a literal that is not among the declared values", async () => {
  const findings = await lintTiny({ "spec/metrics.yaml": swap("value:input", "value:prompt") });

  expect(findings).toEqual([
    'spec/metrics.yaml metrics[1].recorded_for[0].attributes[0].source [attribute-type] "prompt" is not among the values of gen_ai.token.type; add it to the members, or use one of input, output',
  ]);
});
