// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { swap } from "../testing/edits.js";
import { lintTiny } from "../testing/load-tiny.js";

const FILE = "spec/contract/core.yaml";

test("refuses scenarios and lists that the spec does not have", async () => {
  const findings = await lintTiny({
    [FILE]: (text) =>
      swap(
        "proto.ModelRef",
        "proto.ModelReference",
      )(swap("validation.rules", "validation.rule")(swap("cap.resolve", "cap.resolved")(text))),
  });

  expect(findings).toEqual([
    `${FILE} sections[0].rows[0].spec[0] [contract-evidence] the spec has no list "validation.rule"; did you mean "validation.rules"?`,
    `${FILE} sections[0].rows[0].spec[1] [contract-evidence] the spec has no list "proto.ModelReference"; did you mean "proto.ModelRef"?`,
    `${FILE} sections[0].rows[1].scenarios[1] [dangling-reference] there is no scenario "cap.resolved"; did you mean "cap.resolve"?`,
  ]);
});
