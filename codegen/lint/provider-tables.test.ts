// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { append, swap } from "../testing/edits.js";
import { lintTiny } from "../testing/load-tiny.js";

const FILE = "spec/providers.yaml";

test("wants fields that the model has, and a place where each count comes from", async () => {
  expect(await lintTiny({ [FILE]: swap("Generation.max_tokens", "Generation.most_tokens") })).toEqual([
    expect.stringMatching(
      /^spec\/providers\.yaml apis\[0\]\.request\[0\]\.field \[dangling-reference\] there is no field of Generation "most_tokens"; /,
    ),
  ]);
  expect(await lintTiny({ [FILE]: swap("field: TokenUsage.input", "field: Usage.input") })).toEqual([
    expect.stringContaining('apis[0].usage[0].field [dangling-reference] there is no type "Usage"'),
  ]);
  expect(await lintTiny({ [FILE]: swap("paths: [input], sum: [a, b], ", "") })).toEqual([
    "spec/providers.yaml apis[0].usage[0] [provider-table] TokenUsage.input_tokens comes from nowhere; give paths or a sum",
  ]);
});

test("wants each kind and each event once, with what it needs", async () => {
  expect(await lintTiny({ [FILE]: swap("kind: image,", "kind: text,") })).toEqual([
    'spec/providers.yaml apis[0].kinds[2].kind [provider-table] the kind "text" occurs twice; keep one',
  ]);
  expect(await lintTiny({ [FILE]: swap("event_type: text.done", "event_type: text.delta") })).toEqual([
    'spec/providers.yaml apis[0].deltas[1].event_type [provider-table] the event "text.delta" occurs twice; keep one',
  ]);
  expect(await lintTiny({ [FILE]: swap("becomes: media, media: image", "becomes: media") })).toEqual([
    "spec/providers.yaml apis[0].kinds[2] [provider-table] image becomes media, but from what?; give media",
  ]);
  expect(await lintTiny({ [FILE]: swap("in_list: content, part: text", "in_list: content, part: table") })).toEqual([
    "spec/providers.yaml apis[0].deltas[0].part [provider-table] a list needs the kind of its parts; name one of the API's kinds",
  ]);
});

test("wants one canonical word for each stop reason, and one for all others", async () => {
  const twice = swap(
    "values: {} }",
    "values: { openai: [stop] } }\n  - { id: rest, brief: Rest., examples: [x], values: {} }",
  );
  expect(await lintTiny({ [FILE]: twice })).toEqual([
    'spec/providers.yaml stop_reasons[1].values.openai[0] [provider-table] "stop" of openai has a canonical word already; keep one of them',
  ]);
  expect(await lintTiny({ [FILE]: swap("values: {} }", "values: { openai: [x] } }") })).toEqual([
    "spec/providers.yaml stop_reasons[1].values [provider-table] nothing stands for words that no entry names; end with an entry without values",
  ]);
});

test("wants providers and metadata keys that exist", async () => {
  expect(await lintTiny({ [FILE]: swap("provider: openai", "provider: openia") })).toEqual([
    'spec/providers.yaml apis[0].provider [dangling-reference] there is no provider "openia"; did you mean "openai"?',
  ]);
  expect(await lintTiny({ [FILE]: swap("ref: vendor.thinking.budget_tokens", "ref: vendor.thinking.budget") })).toEqual(
    [
      expect.stringContaining(
        'apis[0].metadata[0].ref [dangling-reference] there is no attribute "vendor.thinking.budget"',
      ),
    ],
  );
  expect(await lintTiny({ [FILE]: append("\nmore: 1\n") })).toEqual([expect.stringContaining("more")]);
});
