// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { swap } from "../testing/edits.js";
import { lintTiny } from "../testing/load-tiny.js";

const models = "spec/models.yaml";
const proto = "proto/tiny/v1/generation_ingest.proto";

/** Fields that hold no text, which no other rule asks about. */
const ADDED = {
  [proto]: swap(
    "repeated string parent_generation_ids = 17;",
    "repeated string parent_generation_ids = 17;\n  // A count.\n  int64 attempts = 18;\n  // A fact.\n  bool cached = 19;",
  ),
};

const unset = (name: string): string =>
  `${models} types[6].name [input-fields] no caller can set Generation.${name}; add ${name} to \`pick\` of GenerationStart or GenerationResult, or { proto: ${name}, derived: <where the value comes from> } to \`fields\` of Generation`;

test("wants every new field of a record in an input type", async () => {
  expect(await lintTiny(ADDED)).toEqual([unset("attempts"), unset("cached")]);
});

test("takes a pick, or the reason why there is none", async () => {
  const edit = (text: string): string =>
    swap(
      "- { proto: raw_artifacts, name: artifacts }",
      "- { proto: raw_artifacts, name: artifacts }\n      - { proto: cached, derived: The gateway says so. }",
    )(swap("pick: [input, output, usage,", "pick: [input, output, usage, attempts,")(text));
  expect(await lintTiny({ ...ADDED, [models]: edit })).toEqual([]);
});

test("asks about renamed and local fields by their names", async () => {
  expect(await lintTiny({ [models]: swap(", artifacts, call_error", ", call_error") })).toEqual([
    unset("artifacts").replace("{ proto: artifacts", "{ proto: raw_artifacts"),
  ]);
  expect(await lintTiny({ [models]: swap("      - conversation_title\n", "") })).toEqual([
    unset("conversation_title").replace("{ proto:", "{ local:"),
  ]);
});

test("refuses a reason for a field that callers set", async () => {
  const findings = await lintTiny({
    [models]: swap("{ proto: max_tokens, count: true }", "{ proto: max_tokens, count: true, derived: Nobody knows. }"),
  });
  expect(findings).toEqual([
    `${models} types[6].fields[1].derived [input-fields] Generation.max_tokens is picked by GenerationStart; remove \`derived\``,
  ]);
});
