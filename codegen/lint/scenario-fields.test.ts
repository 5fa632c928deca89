// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { swap } from "../testing/edits.js";
import { lintTiny } from "../testing/load-tiny.js";

const scenarios = "spec/scenarios/core.yaml";
const lint = (before: string, after: string): Promise<readonly string[]> =>
  lintTiny({ [scenarios]: swap(before, after) });
const fields = (place: string, message: string, advice: string): string =>
  `${scenarios} ${place} [scenario-fields] ${message}; ${advice} (a name that no type is to have goes into \`unknown_fields\` of the case)`;

const START = "start: { model: { provider: openai, name: gpt-4o-mini } }";

test("refuses unknown fields of what steps hand over, at any depth", async () => {
  const findings = await lint(
    `- { op: start_generation, ${START} }`,
    `- { op: start_generation, start: { model: { provider: openai, name: g, size: 3 }, systemPrompt: Hi } }
      - { op: set_result, result: { outputs: [], input: [{ role: user, parts: [{ kind: text, txt: Hi }] }] } }`,
  );

  expect(findings).toEqual([
    fields("scenarios[8].steps[0].start.model.size", 'ModelRef has no field "size"', "use one of provider, name"),
    fields(
      "scenarios[8].steps[0].start.systemPrompt",
      'GenerationStart has no field "systemPrompt"',
      'did you mean "system_prompt"?',
    ),
    fields("scenarios[8].steps[1].result.outputs", 'GenerationResult has no field "outputs"', 'did you mean "output"?'),
    fields(
      "scenarios[8].steps[1].result.input[0].parts[0].txt",
      'MessagePart has no field "txt"',
      'did you mean "text"?',
    ),
  ]);
});

test("refuses unknown fields of records of vectors", async () => {
  expect(await lint("dimensions: 0 }", "dimension: 0 }")).toEqual([
    fields("scenarios[1].record.dimension", 'Embedding has no field "dimension"', 'did you mean "dimensions"?'),
  ]);
  expect(await lint('expect: { id: gen_1, system_prompt: ""', 'expect: { id: gen_1, system_prompts: ""')).toEqual([
    fields(
      "scenarios[2].expect.system_prompts",
      'Generation has no field "system_prompts"',
      'did you mean "system_prompt"?',
    ),
  ]);
});

test("follows steps that run at the same time, and changes of what was handed over", async () => {
  const findings = await lint(
    "- { op: end }",
    `- { op: mutate, of: start, path: [model, nme], value: x }
      - { op: mutate, of: start, path: [metadata, anything, 0], value: x }
      - { op: end }
      - op: at_once
        tasks:
          - { steps: [{ op: start_generation, as: a, start: { mod: SYNC } }] }
          - { steps: [{ op: call_generation, as: b, start: {}, result: { call_errors: x } }] }`,
  );

  expect(findings.filter((finding) => finding.includes("[scenario-fields]"))).toEqual([
    fields("scenarios[8].steps[1].path[1]", 'ModelRef has no field "nme"', 'did you mean "name"?'),
    fields(
      "scenarios[8].steps[4].tasks[0].steps[0].start.mod",
      'GenerationStart has no field "mod"',
      'did you mean "mode"?',
    ),
    fields(
      "scenarios[8].steps[4].tasks[1].steps[0].result.call_errors",
      'GenerationResult has no field "call_errors"',
      'did you mean "call_error"?',
    ),
  ]);
});

test("leaves free-form objects, the notation and what is unknown on purpose", async () => {
  const findings = await lint(
    `    steps:
      - { op: start_generation, ${START} }`,
    `    unknown_fields: [size]
    steps:
      - op: start_generation
        start:
          model: { provider: openai, name: { $repeat: { text: x, times: 3 } }, size: 3 }
          tags: { any: x }
          metadata: { any: { other: 1 } }`,
  );

  expect(findings).toEqual([]);
});

test("wants no permission that nothing needs", async () => {
  expect(await lint("    steps:\n", "    unknown_fields: [size]\n    steps:\n")).toEqual([
    `${scenarios} scenarios[8].unknown_fields[0] [scenario-fields] no record of the case has a field "size" that is unknown; remove it`,
  ]);
});
