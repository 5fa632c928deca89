// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { swap } from "../testing/edits.js";
import { lintTiny } from "../testing/load-tiny.js";

const nobody = (field: string): string =>
  `spec/capture.yaml fields [capture-coverage] nobody decided what may happen to ${field}; add { field: ${field}, class: ... } with a content class, or { field: ${field}, safe: ... } with a reason`;

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

  expect(findings).toEqual(
    ["a_blob", "a_list", "a_map", "a_struct", "a_text"].map((name) => nobody(`Generation.${name}`)),
  );
});

test("wants a decision about text-bearing local fields", async () => {
  const field = "      - { local: tool_name, type: string, required: true, brief: Name of the tool. }\n";
  const added = `      - { local: hint, type: "string[]", brief: A hint. }\n      - { local: result, type: json, brief: Output. }\n`;
  const findings = await lintTiny({ "spec/models.yaml": swap(field, field + added) });

  expect(findings).toEqual([nobody("ToolExecution.hint"), nobody("ToolExecution.result")]);
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
