// SPDX-License-Identifier: Apache-2.0
// A word that is no capture mode, wherever it stands, lets out less rather than more.
import { expect, it } from "vitest";
import type { ContentCaptureMode } from "../../generated/ts/enums.js";
import { withContext } from "../context/recording-context.js";
import { withContentCaptureMode } from "../context/with-helpers.js";
import { createTestClient, type TestClient } from "../testing-support/create-test-client.js";
import { EMBEDDING_START, GENERATION_START, TOOL_START, userText } from "../testing-support/recording-inputs.js";

const CANARY = "canary";
const misspelt = "METADATA-ONLY" as ContentCaptureMode;

function record({ client }: TestClient, contentCapture?: ContentCaptureMode): void {
  const own = contentCapture === undefined ? {} : { contentCapture };
  const generation = client.startGeneration({ ...GENERATION_START, ...own, systemPrompt: CANARY });
  generation.setResult({ input: [userText(CANARY)] });
  generation.end();
  const tool = client.startToolExecution({ ...TOOL_START, ...own, includeContent: true });
  tool.setResult({ arguments: CANARY, result: CANARY });
  tool.end();
  const embedding = client.startEmbedding({ ...EMBEDDING_START, ...own });
  embedding.setResult({ inputCount: 1, inputTexts: [CANARY] });
  embedding.end();
}

it.each<[where: string, run: (test: TestClient) => void]>([
  ["a recording", (test) => record(test, misspelt)],
  ["the scope", (test) => withContext({ contentCapture: misspelt }, () => record(test))],
  ["the helper of the scope", (test) => withContentCaptureMode(misspelt, () => record(test))],
  ["the scope, as another type", (test) => withContext({ contentCapture: 7 as never }, () => record(test))],
])("a misspelt mode of %s closes", async (_, run) => {
  await using test = createTestClient({ contentCapture: "full", embeddingCapture: { captureInput: true } });
  run(test);
  const [generation] = await test.records();
  expect(generation?.metadata?.["sigil.sdk.content_capture_mode"]).toBe("metadata_only");
  expect(JSON.stringify([generation, test.spans()])).not.toContain(CANARY);
  expect(test.spans().length).toBe(3);
  expect(test.logs.length).toBeGreaterThan(0);
});
