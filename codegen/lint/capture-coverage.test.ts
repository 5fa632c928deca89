// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { swap } from "../testing/edits.js";
import { lintTiny } from "../testing/load-tiny.js";

const SAFE = "safe: name | caller_data";
const CLASS = "class: text | tool_content | embedding_text | error_text";
const nobody = (field: string, id: string, onStrip = ""): string =>
  `spec/capture.yaml fields [capture-coverage] nobody decided what may happen to ${field}; choose the words of one of these rows: { id: ${id}, field: ${field}, ${SAFE} } or { id: ${id}, field: ${field}, ${CLASS}${onStrip} }`;

test("wants a decision about every text-bearing field of an exported message", async () => {
  const proto = "proto/tiny/v1/generation_ingest.proto";
  const added = `
  // A text.
  string a_text = 18;
  // Bytes.
  bytes a_blob = 19;
  // Labels.
  map<string, string> a_map = 20;
  // Data.
  google.protobuf.Struct a_struct = 21;
  // A list.
  repeated string a_list = 22;
  // A number holds no text.
  int64 a_number = 23;
`;
  const findings = await lintTiny({
    [proto]: swap(
      "repeated string parent_generation_ids = 17;\n",
      `repeated string parent_generation_ids = 17;\n${added}`,
    ),
  });

  expect(findings.filter((finding) => finding.includes("[capture-coverage]"))).toEqual(
    ["a_blob", "a_list", "a_map", "a_struct", "a_text"].map((name) =>
      nobody(`Generation.${name}`, `generation.${name}`, ", on_strip: empty | drop | error_category"),
    ),
  );
});

test("wants a decision about text-bearing local fields", async () => {
  const field = "      - { local: tool_name, type: string, required: true, brief: Name of the tool. }\n";
  const added = `      - { local: hint, type: "string[]", brief: A hint. }\n      - { local: result, type: json, brief: Output. }\n`;
  const findings = await lintTiny({ "spec/models.yaml": swap(field, field + added) });

  expect(findings).toEqual([nobody("ToolExecution.hint", "tool.hint"), nobody("ToolExecution.result", "tool.result")]);
});

test("wants a friendly type for a message with text", async () => {
  const proto = "proto/tiny/v1/generation_ingest.proto";
  const findings = await lintTiny({
    [proto]: (text) =>
      `${swap("repeated Generation generations = 1;", "repeated Generation generations = 1;\n  // A note.\n  Note note = 2;")(text)}\n// A note.\nmessage Note {\n  // Its text.\n  string text = 1;\n}\n`,
  });

  expect(findings).toEqual([
    "spec/models.yaml types [capture-coverage] proto field ExportGenerationsRequest.note is exported but no friendly type shows it; add a type with `proto: ExportGenerationsRequest`",
    "spec/models.yaml types [capture-coverage] proto field Note.text is exported but no friendly type shows it; add a type with `proto: Note`",
  ]);
});

test("says what works when it is followed", async () => {
  const proto = "proto/tiny/v1/generation_ingest.proto";
  const added = "  // A text.\n  string a_text = 18;\n}";
  const edits = {
    [proto]: (text: string) => `${text.trimEnd().slice(0, -1)}${added}\n`,
    "spec/models.yaml": swap("usage, completed_at", "usage, a_text, completed_at"),
  };
  const [finding = ""] = await lintTiny(edits);
  const [, row = ""] = /rows: (\{.*?\}) or/.exec(finding) ?? [];
  const chosen = row.replace(/ \| [^}]*/, " ");

  expect(chosen).toBe("{ id: generation.a_text, field: Generation.a_text, safe: name }");
  expect(await lintTiny({ ...edits, "spec/capture.yaml": swap("\nfields:\n", `\nfields:\n  - ${chosen}\n`) })).toEqual(
    [],
  );
});

test("lists the reasons when there is none of that name", async () => {
  const findings = await lintTiny({
    "spec/capture.yaml": swap("ModelRef.provider, safe: name", "ModelRef.provider, safe: Everybody knows it."),
  });

  expect(findings).toEqual([
    'spec/capture.yaml fields[0].safe [dangling-reference] there is no safe reason "Everybody knows it."; use one of name, caller_data',
  ]);
});
