// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { swap } from "../testing/edits.js";
import { lintTiny } from "../testing/load-tiny.js";

test("wants the class of a field on the span attribute that shows it", async () => {
  const findings = await lintTiny({
    "spec/capture.yaml": swap(
      "  - { id: span.title, attribute: vendor.conversation.title, spans: [generation], class: text }\n",
      "",
    ),
  });

  expect(findings).toEqual([
    "spec/spans.yaml spans[0].attributes[6] [span-content] vendor.conversation.title of span generation carries text, but capture.yaml says nothing; add { attribute: vendor.conversation.title, spans: [generation], class: text } to `span_content`",
  ]);
});

test("refuses another class than the field's", async () => {
  const findings = await lintTiny({
    "spec/capture.yaml": swap(
      "attribute: vendor.conversation.title, spans: [generation], class: text",
      "attribute: vendor.conversation.title, spans: [generation], class: error_text",
    ),
  });

  expect(findings).toEqual([
    "spec/spans.yaml spans[0].attributes[6] [span-content] vendor.conversation.title of span generation carries text, but capture.yaml says error_text; add { attribute: vendor.conversation.title, spans: [generation], class: text } to `span_content`",
  ]);
});

test("wants a decision about the error texts of every span", async () => {
  const findings = await lintTiny({
    "spec/capture.yaml": swap(
      "text: status_message, spans: [generation, embedding, tool]",
      "text: status_message, spans: [generation, tool]",
    ),
  });

  expect(findings).toEqual([
    "spec/capture.yaml span_content [span-content] nobody decided what may happen to the status_message of span embedding; add embedding to the row with `text: status_message`",
  ]);
});
