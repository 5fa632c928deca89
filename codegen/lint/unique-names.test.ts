// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { swap } from "../testing/edits.js";
import { lintTiny } from "../testing/load-tiny.js";

test("refuses two meanings of a key, a constant, a metric name or an order", async () => {
  const findings = await lintTiny({
    "spec/attributes.yaml": (text) =>
      swap(
        "key: gen_ai.tool.name",
        "key: gen_ai.tool.call.arguments",
      )(swap("id: vendor.thinking.budget_tokens", "id: vendor.sdk_name")(text)),
    "spec/spans.yaml": swap("vendor.thinking.budget_tokens", "vendor.sdk_name"),
    "spec/metrics.yaml": swap("name: gen_ai.client.token.usage", "name: gen_ai.client.operation.duration"),
    "spec/validation.yaml": swap("subject: generation, order: 2", "subject: generation, order: 1"),
  });

  expect(findings.filter((finding) => finding.includes("unique-names"))).toEqual([
    'spec/attributes.yaml attributes[7].key [unique-names] the key "gen_ai.tool.call.arguments" is taken; choose another',
    'spec/attributes.yaml attributes[14].id [unique-names] the constant "ATTR_SIGIL_SDK_NAME" is taken; choose another',
    'spec/metrics.yaml metrics[1].name [unique-names] the metric name "gen_ai.client.operation.duration" is taken; choose another',
    'spec/validation.yaml rules[1].order [unique-names] the order "generation 1" is taken; choose another',
  ]);
});
