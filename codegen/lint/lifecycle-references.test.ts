// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { lintTiny } from "../testing/load-tiny.js";

test("refuses names that a run does not start and that the spec does not have", async () => {
  const findings = await lintTiny({
    "spec/scenarios/core.yaml": (text) =>
      text
        .replace("- { op: end }", "- { op: end, on: other }\n      - { op: flush, report: { error: timeout } }")
        .replace("    steps:\n", "    config: { agent: me, generation_export: { batch_bytes: 1 } }\n    steps:\n")
        .replace("name: gen_ai.client.operation.duration, unit", "name: gen_ai.client.operation.durations, unit")
        .replace("          kind: client\n", "          kind: client\n          of: second\n")
        .replace(
          "      generations:\n",
          "      errors: { it: { code: full, message: full } }\n" +
            "      counts: { recorded: 1, dropped: { full: 1 } }\n" +
            "      generations:\n",
        ),
  });

  expect(findings.map((finding) => finding.slice(finding.indexOf(" scenarios[8]") + 1, finding.indexOf(";")))).toEqual([
    'scenarios[8].config.agent [dangling-reference] there is no option "agent"',
    'scenarios[8].config.generation_export.batch_bytes [dangling-reference] there is no option "generation_export.batch_bytes"',
    'scenarios[8].steps[1].on [dangling-reference] there is no recording "other"',
    'scenarios[8].steps[2].report.error [dangling-reference] there is no error code "timeout"',
    'scenarios[8].expect.spans[0].of [dangling-reference] there is no recording "second"',
    'scenarios[8].expect.metrics[0].name [dangling-reference] there is no instrument "gen_ai.client.operation.durations"',
    'scenarios[8].expect.errors.it.code [dangling-reference] there is no error code "full"',
    'scenarios[8].expect.counts.dropped.full [dangling-reference] there is no drop reason "full"',
  ]);
});

test("refuses scopes that are not entered or never left", async () => {
  const withSteps = (steps: string): Promise<readonly string[]> =>
    lintTiny({ "spec/scenarios/core.yaml": (text) => text.replace("- { op: end }", steps) });

  expect(await withSteps("- { op: leave_context }")).toEqual([
    "spec/scenarios/core.yaml scenarios[8].steps[1] [lifecycle-references] no scope is open; enter one first",
  ]);
  expect(await withSteps("- { op: enter_context, context: {} }")).toEqual([
    "spec/scenarios/core.yaml scenarios[8].steps [lifecycle-references] a scope is never left; add leave_context",
  ]);
});
