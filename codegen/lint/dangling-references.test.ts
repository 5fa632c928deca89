// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { swap } from "../testing/edits.js";
import { lintTiny } from "../testing/load-tiny.js";

test("refuses names that nothing declares, each with the nearest one", async () => {
  const findings = await lintTiny({
    "spec/capture.yaml": (text) =>
      [
        swap("class: tool_content, on_strip", "class: tool_contents, on_strip"),
        swap("safe: caller_data", "safe: caller"),
        swap("metadata_key: vendor.conversation.title", "metadata_key: vendor.conversation.titel"),
        swap(
          "span: { full: capture_input, metadata_only: strip }",
          "spans: { full: capture_input, metadata_only: strip, ful: keep }",
        ),
        swap("spans: [tool]", "spans: [tools]"),
        swap("outcome: throws, mode: metadata_only", "outcome: throws, mode: metadata_onli"),
      ].reduce((changed, edit) => edit(changed), text),
    "spec/validation.yaml": (text) =>
      [
        swap("limit: id_max", "limit: id_maximum"),
        swap("relaxed_under: metadata_only", "relaxed_under: metadata"),
        swap("{ id: embedding, type: Embedding,", "{ id: embedding, type: Embeding,"),
      ].reduce((changed, edit) => edit(changed), text),
    "spec/errors.yaml": (text) =>
      [
        swap("drop_reason: rejected", "drop_reason: reject"),
        swap("statuses: [429, 503], class: retry", "statuses: [429, 503], class: retri"),
        swap("statuses: [429], category: rate_limit", "statuses: [429], category: rate_limits"),
      ].reduce((changed, edit) => edit(changed), text),
    "spec/frameworks.yaml": swap("ref: vendor.framework.name", "ref: vendor.framework.nam"),
  });

  const unknown = findings.filter((finding) => finding.includes("[dangling-reference]"));
  expect(unknown).toEqual([
    'spec/capture.yaml classes[2].matrix.spans [dangling-reference] there is no sink "spans"; did you mean "span"?',
    'spec/capture.yaml classes[2].matrix.spans.ful [dangling-reference] there is no capture mode "ful"; did you mean "full"?',
    'spec/capture.yaml fields[5].class [dangling-reference] there is no capture class "tool_contents"; did you mean "tool_content"?',
    'spec/capture.yaml fields[9].safe [dangling-reference] there is no safe reason "caller"; use one of name, caller_data',
    'spec/capture.yaml fields[11].metadata_key [dangling-reference] there is no attribute "vendor.conversation.titel"; did you mean "vendor.conversation.title"?',
    'spec/capture.yaml span_content[1].spans[0] [dangling-reference] there is no span "tools"; did you mean "tool"?',
    'spec/capture.yaml fail_closed[0].mode [dangling-reference] there is no capture mode "metadata_onli"; did you mean "metadata_only"?',
    'spec/errors.yaml classification[0].category [dangling-reference] there is no error category "rate_limits"; did you mean "rate_limit"?',
    'spec/errors.yaml retry_classes[2].drop_reason [dangling-reference] there is no drop reason "reject"; did you mean "rejected"?',
    'spec/errors.yaml http_answers[1].class [dangling-reference] there is no retry class "retri"; did you mean "retry"?',
    'spec/frameworks.yaml tags[0].ref [dangling-reference] there is no attribute "vendor.framework.nam"; did you mean "vendor.framework.name"?',
    'spec/validation.yaml subjects[1].type [dangling-reference] there is no type "Embeding"; did you mean "Embedding"?',
    'spec/validation.yaml rules[4].relaxed_under [dangling-reference] there is no capture mode "metadata"; use one of default, full, metadata_only',
    'spec/validation.yaml rules[7].limit [dangling-reference] there is no limit "id_maximum"; use one of id_max',
  ]);
});
