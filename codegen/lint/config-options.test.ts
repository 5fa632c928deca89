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

test("refuses an enum without values", async () => {
  const values =
    "    values: [{ value: full, brief: Everything. }, { value: metadata_only, brief: Structure. }]\n    default: full\n";

  expect(await lintTiny({ "spec/config.yaml": swap(values, "") })).toEqual([
    "spec/config.yaml options[3] [config-option] content_capture: `values` and type enum belong together; give an enum its values, and no other type",
  ]);
});
