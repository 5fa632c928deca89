// SPDX-License-Identifier: Apache-2.0
// The examples of the guides that need the providers' packages: they compile against the newest ones, and run.
import { describe, expect, it } from "vitest";
import { checkTypes } from "../scripts/docs/check-types.js";
import { extractBlocks, needsProviderPackage, showFinding } from "../scripts/docs/code-block.js";
import { markdownFiles, readPage } from "../scripts/docs/markdown-files.js";
import { runBlock } from "../scripts/docs/run-block.js";
import { providerSample } from "../src/testing-support/provider-samples.js";
import { PROVIDER_SET } from "./support/clients.js";
import { answerOf, startProviderServer } from "./support/provider-server.js";

const blocks = markdownFiles()
  .flatMap((file) => extractBlocks(file, readPage(file)).blocks)
  .filter(needsProviderPackage);

/** What is asked, and the sample that answers it. */
const SAMPLES: readonly (readonly [asked: RegExp, sample: string])[] = [
  [/chat\/completions stream$/, "openai/chat-stream-text-tool-usage"],
  [/chat\/completions$/, "openai/chat-text-sync-cached"],
  [/responses stream$/, "openai/responses-stream-reasoning-text-tool"],
  [/embeddings$/, "openai/embeddings-default-base64"],
  [/messages stream$/, "anthropic/messages-stream-thinking-tool-usage"],
  [/messages$/, "anthropic/messages-text-sync-cached"],
  [/:streamGenerateContent/, "gemini/stream-thinking-tool-usage"],
  [/:generateContent/, "gemini/generate-text-sync-cached"],
  [/:batchEmbedContents/, "gemini/embed-content-batch"],
];

describe.skipIf(PROVIDER_SET !== "newest")("an example of the guides", () => {
  it("is there for each provider", () => {
    expect(blocks.length).toBeGreaterThan(8);
  });

  it("compiles", () => {
    expect(checkTypes(blocks, "provider-tests").map(showFinding)).toEqual([]);
  }, 120_000);

  it.each(blocks.filter(({ isRun }) => isRun))("runs: $file:$line", async (block) => {
    await using server = await startProviderServer();
    server.answerBy(({ path, body }) => {
      const asked = `${path}${(body as { stream?: boolean }).stream === true ? " stream" : ""}`;
      const id = SAMPLES.find(([pattern]) => pattern.test(asked))?.[1];
      return id === undefined ? undefined : answerOf(providerSample(id));
    });
    const env = {
      OPENAI_API_KEY: "key",
      OPENAI_BASE_URL: `${server.url}/v1`,
      ANTHROPIC_API_KEY: "key",
      ANTHROPIC_BASE_URL: server.url,
      GEMINI_API_KEY: "key",
      GOOGLE_GEMINI_BASE_URL: server.url,
      TSX_TSCONFIG_PATH: "provider-tests/tsconfig.run.json",
    };
    expect((await runBlock(block, env)).map(showFinding)).toEqual([]);
  });
});
