// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { swap } from "../testing/edits.js";
import { lintTiny } from "../testing/load-tiny.js";

test("refuses an id that occurs twice in its list, and says where it was first", async () => {
  const findings = await lintTiny({
    "spec/config.yaml": swap(
      "headers:\n",
      "headers:\n  - { id: tenant, name: X-Other, brief: Another., examples: [acme] }\n",
    ),
    "spec/spans.yaml": swap(
      "- { ref: gen_ai.request.max_tokens,",
      "- { ref: vendor.sdk.name, source: sdk_name, when: always, phase: end }\n      - { ref: gen_ai.request.max_tokens,",
    ),
    "spec/scenarios/core.yaml": swap("id: val.embedding", "id: val.valid"),
    "spec/models.yaml": swap("name: Artifact, brief", "name: ToolCall, brief"),
  });

  expect(findings.filter((finding) => finding.includes("duplicate-id"))).toEqual([
    'spec/config.yaml headers[1].id [duplicate-id] "tenant" occurs twice in headers, first in spec/config.yaml:38; rename or remove one',
    'spec/models.yaml types[5].name [duplicate-id] "ToolCall" occurs twice in types, first in spec/models.yaml:17; rename or remove one',
    'spec/scenarios/core.yaml scenarios[1].id [duplicate-id] "val.valid" occurs twice in the scenarios, first in spec/scenarios/core.yaml:6; rename or remove one',
    'spec/spans.yaml spans[0].attributes[3].ref [duplicate-id] "vendor.sdk.name" occurs twice in span generation, first in spec/spans.yaml:13; rename or remove one',
  ]);
});

test("refuses a rule id that another file uses", async () => {
  const findings = await lintTiny({
    "spec/errors.yaml": swap("id: item.any", "id: mode_known"),
  });

  expect(findings.filter((finding) => finding.includes("duplicate-id"))).toEqual([
    'spec/errors.yaml item_patterns[1].id [duplicate-id] rule id "mode_known" is taken by spec/validation.yaml/rules; rename one: scenarios name rules by id alone',
  ]);
});
