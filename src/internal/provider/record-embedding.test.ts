// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it, vi } from "vitest";
import { wrapOpenAI } from "../../openai/index.js";
import { createTestClient, type TestClient } from "../../testing-support/create-test-client.js";
import type { Create } from "../../testing-support/wrapped-method.js";

const REQUEST = { model: "e", input: ["a", "b"], dimensions: 4 };

/** The embeddings of a wrapped client. */
function wrapped({ client }: TestClient, create: Create): { create: Create } {
  const embeddings = { create };
  wrapOpenAI({ chat: { completions: { create: () => undefined } }, embeddings } as never, client);
  return embeddings;
}

describe("an embedding", () => {
  it("that fails has what its request says", async () => {
    await using test = createTestClient({ embeddingCapture: { captureInput: true } });
    const embeddings = wrapped(test, () => Promise.reject(new Error("no")));
    await expect(embeddings.create(REQUEST)).rejects.toThrow("no");
    expect(test.spans()[0]?.attributes).toMatchObject({
      "gen_ai.embeddings.input_count": 2,
      "gen_ai.embeddings.input_texts": ["a", "b"],
      "gen_ai.embeddings.dimension.count": 4,
      "error.type": "provider_call_error",
    });
  });

  it("that nobody waits for is over when its promise is collected", async () => {
    const forgotten: ((held: { onForgotten(): void }) => void)[] = [];
    const registered: { onForgotten(): void }[] = [];
    class Registry {
      constructor(onCollected: (held: { onForgotten(): void }) => void) {
        forgotten.push(onCollected);
      }
      register(_value: object, held: { onForgotten(): void }): void {
        registered.push(held);
      }
      unregister(): void {}
    }
    vi.stubGlobal("FinalizationRegistry", Registry);
    vi.resetModules();
    try {
      const { wrapOpenAI: wrapFresh } = await import("../../openai/index.js");
      await using test = createTestClient();
      const embeddings = { create: () => new Promise(() => undefined) };
      wrapFresh({ chat: { completions: { create: () => undefined } }, embeddings } as never, test.client);
      (embeddings.create as Create)(REQUEST);
      expect([test.spans().length, registered.length]).toEqual([0, 1]);
      for (const held of registered) forgotten[0]?.(held);
      expect(test.spans().map(({ attributes }) => attributes["gen_ai.embeddings.input_count"])).toEqual([2]);
    } finally {
      vi.unstubAllGlobals();
      vi.resetModules();
    }
  });
});
