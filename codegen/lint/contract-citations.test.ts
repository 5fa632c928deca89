// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { swap } from "../testing/edits.js";
import { lintTiny } from "../testing/load-tiny.js";

test("refuses citations of what the contract does not have, a default of a file once", async () => {
  const findings = await lintTiny({
    "spec/errors.yaml": swap("contract: core.1", "contract: core.2"),
    "spec/attributes.yaml": swap("brief: Class of the error.", "brief: Class of the error.\n    contract: [T1, T3]"),
    "spec/scenarios/core.yaml": swap("brief: The recording wins.", "brief: The recording wins.\n    contract: wire.9"),
  });

  const known = "use one of core.1, core.1.model, core.1.title, core.1.generated, T, T1, T2";
  expect(findings).toEqual([
    `spec/attributes.yaml attributes[9].contract [contract-citations] the contract has no section or row "T3"; did you mean "T"?`,
    `spec/errors.yaml defaults.contract [contract-citations] the contract has no section or row "core.2"; did you mean "core.1"?`,
    `spec/scenarios/core.yaml scenarios[3].contract [contract-citations] the contract has no section or row "wire.9"; ${known}`,
  ]);
});

test("takes rows and sections, one or several", async () => {
  const findings = await lintTiny({
    "spec/attributes.yaml": swap(
      "brief: Class of the error.",
      "brief: Class of the error.\n    contract: [T1, core.1]",
    ),
  });

  expect(findings).toEqual([]);
});
