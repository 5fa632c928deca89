// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { swap } from "../testing/edits.js";
import { lintTiny } from "../testing/load-tiny.js";

const lint = async (
  field: string,
  models: (text: string) => string = (text) => `${text}\n`,
): Promise<readonly string[]> => {
  const last = "repeated string parent_generation_ids = 17;";
  const findings = await lintTiny({
    "proto/tiny/v1/generation_ingest.proto": swap(last, `${last}\n  // A new field.\n  bool ${field};`),
    "spec/models.yaml": models,
  });
  return findings.filter((finding) => finding.includes("[later-fields]"));
};
const later = (message: string): string => `spec/models.yaml later_fields[0] [later-fields] ${message}`;

test("refuses a number that later versions have taken, and names one that is free", async () => {
  expect(await lint("cached = 30")).toEqual([
    later("number 30 of Generation.cached is that of region in later versions; use 31 for cached"),
  ]);
  expect(await lint("cached = 18")).toEqual([]);
});

test("gives a later field its number, and then no longer lists it", async () => {
  expect(await lint("region = 18")).toEqual([later("Generation.region has number 18, in later versions 30; use 30")]);
  expect(await lint("region = 30")).toEqual([later("the proto declares Generation.region now; remove the entry")]);
});

test("refuses a message that the proto does not have", async () => {
  const findings = await lintTiny({ "spec/models.yaml": swap("message: Generation,", "message: Generations,") });
  expect(findings).toEqual([
    'spec/models.yaml later_fields[0].message [dangling-reference] there is no message "Generations"; did you mean "Generation"?',
  ]);
});
