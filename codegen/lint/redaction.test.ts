// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { append, swap } from "../testing/edits.js";
import { lintTiny } from "../testing/load-tiny.js";

const FILE = "spec/redaction.yaml";

test("refuses what is not linear, or not the same, in every engine", async () => {
  const findings = await lintTiny({ [FILE]: swap("'tiny_[a-z]{8,}'", "'tiny_[a-z]+'") });
  expect(findings).toEqual([
    'spec/redaction.yaml patterns[0].secret [redaction-pattern] redaction.tiny_key: "+" has no bound that one sees; "{n,}" says the same; write it without',
  ]);
});

test("refuses something after a repeat without bound", async () => {
  const findings = await lintTiny({ [FILE]: swap("{3,}'", "{3,}'\n    after: ' '") });
  expect(findings).toEqual([
    "spec/redaction.yaml patterns[1].after [redaction-pattern] redaction.named_value: what follows a repeat without bound is looked for again and again; bound the repeat",
  ]);
});

test("plays the vectors", async () => {
  const findings = await lintTiny({ [FILE]: swap("text: [tiny_x], expect: tiny_x", "text: [tiny_x], expect: tiny_y") });
  expect(findings).toContain(
    'spec/redaction.yaml patterns[0].vectors[1].expect [redaction-pattern] redaction.tiny_key makes "tiny_x" of it; correct one of them',
  );
});

test("wants a vector that stays as it is, and literals that can be found", async () => {
  const all = swap("text: [tiny_x], expect: tiny_x", 'text: [a tiny, _abcdefgh], expect: "a [REDACTED:tiny-key]"');
  expect(await lintTiny({ [FILE]: all })).toEqual([
    "spec/redaction.yaml patterns[0].vectors [redaction-pattern] redaction.tiny_key has no vector that it changes, or none that it leaves alone; add the other kind",
  ]);
  expect(await lintTiny({ [FILE]: swap("ignore_case: true", "ignore_case: true\n    literals: [assword]") })).toEqual([
    "spec/redaction.yaml patterns[1].literals [redaction-pattern] redaction.named_value ignores case, but literals are compared with it; remove the literals",
  ]);
});

test("wants one decision for every class of content that is exported", async () => {
  const none = await lintTiny({ [FILE]: swap("class: error_text, tier: light", "class: tool_content, tier: light") });
  expect(none).toEqual([
    "spec/redaction.yaml content [redaction-content] nobody decided how the redactor looks at error_text; add { class: error_text, tier: light }",
    "spec/redaction.yaml content [redaction-content] there are several entries for tool_content; keep one",
  ]);
  const foreign = append(
    "\n  - { id: redaction.content.more, class: embedding_text, tier: light, brief: More., examples: [x] }",
  );
  expect(await lintTiny({ [FILE]: foreign })).toEqual([
    expect.stringContaining(
      'spec/redaction.yaml content[3].class [dangling-reference] there is no exported class "embedding_text"',
    ),
  ]);
  const both = swap("class: error_text, tier: light", "class: error_text, tier: light, by_role: { user: full }");
  expect(await lintTiny({ [FILE]: both })).toEqual([
    "spec/redaction.yaml content[2] [redaction-content] redaction.content.error needs a tier, or one by role; give one of the two",
  ]);
});
