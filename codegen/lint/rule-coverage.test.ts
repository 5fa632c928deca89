// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { lintTiny } from "../testing/load-tiny.js";

/** One rule of every list that must be covered. */
const uncovered = [
  "error_text",
  "precedence.client",
  "resolver.throws",
  "part.text",
  "auth.tenant_blank",
  "endpoint.host",
  "classify.otherwise",
  "http.other",
  "grpc.unavailable",
  "fault.refused",
  "item.any",
  "tool_call_name",
];

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
