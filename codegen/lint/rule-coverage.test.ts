// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { lintTiny } from "../testing/load-tiny.js";

/** One rule of every list that must be covered, and from whose rows no run follows. */
const uncovered = ["error_text", "part.text", "endpoint.host", "fault.refused", "tool_call_name"];

test("wants a whole run for every rule, or the reason why there is none", async () => {
  const findings = await lintTiny({
    "spec/scenarios/core.yaml": (text) => text.replace(/^vector_only: .*\n/m, ""),
  });
  const about = (id: string): readonly string[] =>
    findings.flatMap((finding) =>
      finding.includes(`exercise ${id}:`) ? [finding.slice(finding.indexOf("[rule-coverage]"))] : [],
    );
  expect(about("fault.refused")).toEqual([
    "[rule-coverage] only vectors exercise fault.refused: answer.busy; " +
      "write a case of kind lifecycle, or give one of the vectors `vector_only` with the reason",
  ]);
  // Runs follow from the rows of this list.
  expect(about("precedence.client")).toEqual([]);
});

test("wants every rule in a scenario", async () => {
  const findings = await lintTiny({
    "spec/scenarios/core.yaml": (text) =>
      uncovered.reduce(
        (rest, id) =>
          rest.replace(new RegExp(`(?<!id:)([[ ])${id.replaceAll(".", "\\.")}(?=[,\\]\n])`), "$1model_name"),
        text,
      ),
  });

  const advice = (id: string): string =>
    `[rule-coverage] no scenario exercises ${id}; add ${id} to the \`rules\` of a scenario in spec/scenarios/`;
  expect(findings.map((finding) => finding.slice(finding.indexOf("[rule-coverage]"))).sort()).toEqual(
    uncovered.map(advice).sort(),
  );
});
