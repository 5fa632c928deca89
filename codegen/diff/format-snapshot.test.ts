// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { loadTinyModel } from "../testing/load-tiny.js";
import { formatSnapshot } from "./format-snapshot.js";
import { takeSnapshot } from "./snapshot.js";

test("keeps short values on one line and breaks long ones", () => {
  const long = "x".repeat(80);

  expect(formatSnapshot({ a: { b: 1, c: [1, 2] }, d: { e: long, f: [long, long] } })).toBe(
    `{\n "a": {"b":1,"c":[1,2]},\n "d": {\n  "e": "${long}",\n  "f": [\n   "${long}",\n   "${long}"\n  ]\n }\n}\n`,
  );
});

test("loses nothing", async () => {
  const snapshot = takeSnapshot(await loadTinyModel());

  expect(JSON.parse(formatSnapshot(snapshot))).toEqual(snapshot);
});
