// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { lintTiny } from "../testing/load-tiny.js";

test("allows ten handwritten functions and wants each to be used", async () => {
  const added = Array.from(
    { length: 8 },
    (_, index) => `  - { id: extra_${index}, type: string, brief: Extra., examples: [x] }\n`,
  );
  const findings = await lintTiny({ "spec/spans.yaml": (text) => text + added.join("") });

  expect(findings).toEqual([
    ...[0, 1, 2, 3, 4, 5, 6].map(
      (index) =>
        `spec/spans.yaml computed[${index + 3}].id [computed-function] nothing uses computed:extra_${index}; remove it`,
    ),
    "spec/spans.yaml computed[10] [computed-function] 11 handwritten functions, at most 10 are meant; extend the vocabulary of `when`, `form` or `source` instead",
    "spec/spans.yaml computed[10].id [computed-function] nothing uses computed:extra_7; remove it",
  ]);
});
