// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import * as generated from "../../generated/ts/schemas.js";
import * as entry from "./index.js";

it("exports every schema", () => {
  expect(Object.keys(entry).toSorted()).toEqual(Object.keys(generated).toSorted());
});

it("parses what a caller hands in", () => {
  const start = { model: { provider: "openai", name: "gpt-4o-mini" }, mode: "SYNC", tags: { team: "search" } };
  expect(entry.generationStartSchema.parse(start)).toEqual(start);
});

it("says what is wrong in the words of the validator", () => {
  const result = entry.generationSchema.safeParse({
    model: { provider: "openai", name: "gpt-4o-mini" },
    input: [{ role: "user", parts: [] }],
  });
  expect(result.error?.issues[0]?.message).toBe("generation.input[0].parts must not be empty");
});
