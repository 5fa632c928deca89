// SPDX-License-Identifier: Apache-2.0
// The Worker under test. `/program` runs the common program inside one request; `/chat` is the recipe for serverless:
// one client for all requests, immediate batching, and a flush that the request's end does not cut off.
import { createClient, runProgram } from "../program.mjs";

/** @type {import("sigil-sdk").SigilClient | undefined} */
let client;

export default {
  /**
   * @param {Request} request
   * @param {{ INGEST_URL: string }} env
   * @param {{ waitUntil(promise: Promise<unknown>): void }} context
   */
  async fetch(request, env, context) {
    const { pathname } = new URL(request.url);
    if (pathname === "/program") return Response.json(await runProgram({ ingestUrl: env.INGEST_URL }));
    if (pathname === "/status") return Response.json(client?.status() ?? null);
    client ??= createClient(env.INGEST_URL, { generationExport: { batching: "immediate", timeoutMs: 500 } });
    const id = recordChat(client, pathname);
    // What a careless handler forgets: the runtime then ends the export together with the request.
    if (!pathname.startsWith("/cut-")) context.waitUntil(client.flush());
    return Response.json({ id });
  },
};

/**
 * @param {import("sigil-sdk").SigilClient} sigil
 * @param {string} conversationId
 */
function recordChat(sigil, conversationId) {
  return sigil.startGeneration({ model: { provider: "openai", name: "gpt-5" }, conversationId }, (recorder) => {
    recorder.setResult({ output: [{ role: "assistant", parts: [{ kind: "text", text: "hello" }] }] });
    return recorder.id;
  });
}
