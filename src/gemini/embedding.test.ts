// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { fromEmbedding } from "./index.js";

describe("an embedding", () => {
  it("has texts alone, while pictures are counted", () => {
    const picture = { inlineData: { mimeType: "image/png", data: "aGFsbG8=" } };
    const values = [{ values: [1, 2] }];
    const map = (model: string, contents: unknown, embeddings: unknown): unknown =>
      fromEmbedding({ model, contents } as never, { embeddings } as never);
    expect(map("gemini-embedding-2", [{ text: " cap" }, picture], values)).toEqual({
      inputCount: 1,
      inputTexts: [" cap"],
      inputTokens: undefined,
      dimensions: 2,
    });
    expect(map("gemini-embedding-001", [{ text: "cap" }, picture], [...values, ...values])).toEqual({
      inputCount: 2,
      inputTexts: ["cap"],
      inputTokens: undefined,
      dimensions: 2,
    });
  });
});
