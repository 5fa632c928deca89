// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import { toValidationError } from "./validation-error.js";

it("prefixes the message with what was validated and names rule and path", () => {
  const issue = { rule: "generation.model.name", path: "generation.model.name", message: "is required" } as never;
  const seen = (["generation", "embedding_start"] as const).map((subject) => {
    const { code, message, details } = toValidationError(subject, issue);
    return { code, message, details };
  });
  const details = { rule: "generation.model.name", path: "generation.model.name" };
  expect(seen).toEqual([
    { code: "validation", message: "sigil: generation validation failed: is required", details },
    { code: "validation", message: "sigil: embedding validation failed: is required", details },
  ]);
});
