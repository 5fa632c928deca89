// SPDX-License-Identifier: Apache-2.0
import { expect, it, vi } from "vitest";
import { createMemoryExporter } from "../testing/memory-exporter.js";

type Copy = typeof import("../index.js");

/** The package as another module graph: what an application has that gets it in two versions. */
async function loadCopy(): Promise<Copy> {
  vi.resetModules();
  return import("../index.js");
}

it("F-P11: keep their scopes to themselves, and export once each", async () => {
  const copies = [await loadCopy(), await loadCopy()] as const;
  const exporters = copies.map(() => createMemoryExporter());
  const clients = copies.map(
    ({ SigilClient }, index) => new SigilClient({ generationExporter: exporters[index], logger: {} }),
  );
  const record = (): void => {
    for (const client of clients) client.startGeneration({ model: { provider: "openai", name: "gpt-5" } }).end();
  };
  const [first, second] = copies;
  first.withConversationId("of the first", () => second.withConversationId("of the second", record));
  first.withConversationId("of the first", record);
  record();
  await Promise.all(clients.map((client) => client.shutdown()));
  expect(first.SigilClient).not.toBe(second.SigilClient);
  expect(exporters.map(({ generations }) => generations.map(({ conversationId }) => conversationId))).toEqual([
    ["of the first", "of the first", undefined],
    ["of the second", undefined, undefined],
  ]);
});
