// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { digestInputs } from "./digests.js";

test("names every file and every input folder by the start of their SHA-256", () => {
  // printf 'a: 1\n' | sha256sum; printf '' | sha256sum; printf 'x\0y' | sha256sum
  expect([...digestInputs({ "spec/b.yaml": "a: 1\n", "proto/a/x.proto": "x", "proto/a/y.proto": "y" })]).toEqual([
    ["proto/a/x.proto", "2d711642"],
    ["proto/a/y.proto", "a1fce436"],
    ["spec/b.yaml", "37b128c5"],
    ["proto", "ce3890a8"],
    ["spec/contract", "e3b0c442"],
    ["spec/scenarios", "e3b0c442"],
  ]);
});

test("gives the same digest for every kind of line end", () => {
  expect(digestInputs({ "spec/a.yaml": "a: 1\r\nb: 2\r\n" })).toEqual(digestInputs({ "spec/a.yaml": "a: 1\nb: 2\n" }));
});
