// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { swap } from "../testing/edits.js";
import { lintTiny } from "../testing/load-tiny.js";

test.each([
  [
    "a default outside its bounds",
    "default: 100",
    "default: 0",
    "options[2].default [config-option] the default 0 of generation_export.batch_size is outside 1 to ∞; change the default or the bounds",
  ],
  [
    "a default of another type",
    "default: 100",
    "default: many",
    'options[2].default [config-option] the default "many" of generation_export.batch_size is no int; write a value of type int',
  ],
  [
    "a default that is no word",
    "default: full",
    "default: ful",
    'options[3].default [config-option] the default "ful" is not among the values of content_capture; did you mean "full"?',
  ],
  [
    "an option without a parent",
    "id: generation_export.batch_size",
    "id: export.batch_size",
    'options[2].id [dangling-reference] there is no option "export"; use one of generation_export, generation_export.protocol, export.batch_size, content_capture',
  ],
])("refuses %s", async (_, before, after, finding) => {
  expect(await lintTiny({ "spec/config.yaml": swap(before, after) })).toEqual([`spec/config.yaml ${finding}`]);
});

test.each([
  [
    "words of an option that does not exist",
    "values_of: content_capture",
    "values_of: capture",
    'options[2].values_of [dangling-reference] there is no option "capture"; use one of generation_export, generation_export.protocol, generation_export.batch_size, content_capture',
  ],
  [
    "words of another option for what is no enum",
    "type: enum, ts_type: ContentCaptureMode",
    "type: string, ts_type: ContentCaptureMode",
    "options[2] [config-option] provider_option.capture: `values` and type enum belong together; give an enum its values, and no other type",
  ],
  [
    "an option that nobody takes",
    "taken_by: openai",
    "taken_by: opena",
    'options[3].taken_by [dangling-reference] there is no provider "opena"; did you mean "openai"?',
  ],
  [
    "a default of a wrapper's option that is no word",
    "default: gross",
    "default: grosser",
    'options[1].default [config-option] the default "grosser" is not among the values of provider_option.usage_mode; did you mean "gross"?',
  ],
])("refuses of a wrapper %s", async (_, before, after, finding) => {
  expect(await lintTiny({ "spec/providers.yaml": swap(before, after) })).toEqual([`spec/providers.yaml ${finding}`]);
});

test("refuses an enum without values", async () => {
  const values =
    "    values: [{ value: full, brief: Everything. }, { value: metadata_only, brief: Structure. }]\n    default: full\n";

  expect(await lintTiny({ "spec/config.yaml": swap(values, "") })).toEqual([
    "spec/config.yaml options[3] [config-option] content_capture: `values` and type enum belong together; give an enum its values, and no other type",
  ]);
});
