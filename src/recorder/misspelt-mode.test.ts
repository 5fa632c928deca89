// SPDX-License-Identifier: Apache-2.0
// A word that is no capture mode, and a mode that cannot be read, let out less rather than more, wherever they stand.
import { expect, it } from "vitest";
import type { ContentCaptureMode } from "../../generated/ts/enums.js";
import { withContext } from "../context/recording-context.js";
import { withContentCaptureMode } from "../context/with-helpers.js";
import { createTestClient, type TestClient } from "../testing-support/create-test-client.js";
import { EMBEDDING_START, GENERATION_START, TOOL_START, userText } from "../testing-support/recording-inputs.js";

const CANARY = "canary";
const misspelt = "METADATA-ONLY" as ContentCaptureMode;

/** Keeps the accessors of `own`. */
function withOwn<T extends object>(start: T, own: object): T {
  return Object.defineProperties({ ...start }, Object.getOwnPropertyDescriptors(own));
}

/** Something that throws when a field is read. */
function unreadable(name: string): object {
  return Object.defineProperty({}, name, {
    enumerable: true,
    get: () => {
      throw new Error("no");
    },
  });
}

function record({ client }: TestClient, own: object = {}): void {
  const generation = client.startGeneration(withOwn({ ...GENERATION_START, systemPrompt: CANARY }, own));
  generation.setResult({ input: [userText(CANARY)] });
  generation.end();
  const tool = client.startToolExecution(withOwn({ ...TOOL_START, includeContent: true }, own));
  tool.setResult({ arguments: CANARY, result: CANARY });
  tool.end();
  const embedding = client.startEmbedding(withOwn(EMBEDDING_START, own));
  embedding.setResult({ inputCount: 1, inputTexts: [CANARY] });
  embedding.end();
}

it.each<[where: string, run: (test: TestClient) => void]>([
  ["a recording", (test) => record(test, { contentCapture: misspelt })],
  ["the scope", (test) => withContext({ contentCapture: misspelt }, () => record(test))],
  ["the helper of the scope", (test) => withContentCaptureMode(misspelt, () => record(test))],
  ["the scope, as another type", (test) => withContext({ contentCapture: 7 as never }, () => record(test))],
  ["a recording, which cannot be read,", (test) => record(test, unreadable("contentCapture"))],
  [
    "a recording whose tags cannot be read",
    (test) => record(test, withOwn({ contentCapture: "metadata_only" }, unreadable("tags"))),
  ],
  ["the scope, which cannot be read,", (test) => withContext(unreadable("contentCapture"), () => record(test))],
  [
    "the scope, whose conversation cannot be read,",
    (test) => withContext(withOwn({ contentCapture: misspelt }, unreadable("conversationId")), () => record(test)),
  ],
])("a wrong or hidden mode of %s closes", async (_, run) => {
  await using test = createTestClient({ contentCapture: "full", embeddingCapture: { captureInput: true } });
  run(test);
  const [generation] = await test.records();
  expect(generation?.metadata?.["sigil.sdk.content_capture_mode"]).toBe("metadata_only");
  expect(JSON.stringify([generation, test.spans()])).not.toContain(CANARY);
  expect(test.spans().length).toBe(3);
  expect(test.logs.length).toBeGreaterThan(0);
});
