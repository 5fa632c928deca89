// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import type { Capture } from "./capture.js";
import { findTexts } from "./find-texts.js";
import { buildCapture, buildSpan } from "./testing/build-run.js";

const SECRET = "secret of Bern";
const request = { method: "POST", path: "", headers: {}, records: 0, unknown_fields: [] };

test.each<[place: string, capture: Partial<Capture>, paths: readonly string[]]>([
  ["a generation", { generations: [{ output: [{ text: `the ${SECRET}!` }] }] }, ["generations.0.output.0.text"]],
  ["a key", { generations: [{ metadata: { [SECRET]: 1 } }] }, [`generations.0.metadata.${SECRET}`]],
  ["a header", { requests: [{ ...request, headers: { a: SECRET } }] }, ["requests.0.headers.a"]],
  ["a body", { requests: [{ ...request, body: [SECRET] }] }, ["requests.0.body.0"]],
  ["a span", { spans: [buildSpan({ name: SECRET })] }, ["spans.0.name"]],
  ["an attribute", { spans: [buildSpan({ attributes: { a: [SECRET] } })] }, ["spans.0.attributes.a.0"]],
  [
    "an attribute at the start",
    { spans: [buildSpan({ at_start: { name: "", attributes: { a: SECRET } } })] },
    ["spans.0.at_start.attributes.a"],
  ],
  [
    "the stack of an exception",
    {
      spans: [
        buildSpan({
          events: [{ name: "exception", at: "", attributes: { "exception.stacktrace": `Error: ${SECRET}` } }],
        }),
      ],
    },
    ["spans.0.events.0.attributes.exception.stacktrace"],
  ],
  [
    "bytes",
    { generations: [{ payload: Buffer.from(`{"a":"${SECRET}"}`).toString("base64") }] },
    ["generations.0.payload"],
  ],
  ["an error", { errors: { it: { code: "internal", message: SECRET } } }, ["errors.it.message"]],
  ["an answer to a step", { steps: { "0": { error: { code: "", message: SECRET } } } }, ["steps.0.error.message"]],
  ["a refusal", { open_error: SECRET }, ["open_error"]],
  ["a log", { logs: [{ level: "debug", message: SECRET }] }, ["logs.0.message"]],
])("finds a text in %s", (_place, capture, paths) => {
  expect(findTexts([SECRET, "another"], buildCapture(capture)).map(({ path }) => path)).toEqual(paths);
});

test("does not look at what the runner itself knows of the run", () => {
  expect(findTexts([SECRET], buildCapture({ case: SECRET, refs: { [SECRET]: SECRET } }))).toEqual([]);
});
