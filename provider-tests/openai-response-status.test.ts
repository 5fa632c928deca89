// SPDX-License-Identifier: Apache-2.0
// How a response ended, by its status: whole and as the last event of a stream.
import { describe, expect, it } from "vitest";
import { openai, readAll } from "./support/clients.js";
import { startRecordedProvider } from "./support/recorded-provider.js";

const OUTPUT = [
  { type: "message", id: "m", role: "assistant", content: [{ type: "output_text", text: "Hi", annotations: [] }] },
];

const failed = (error: unknown): object => ({ status: "failed", error });

/** Facts of the response, the stop reason, and what became of the call. */
const CASES: readonly [facts: object, stopReason: string, callError?: string, category?: string][] = [
  [{ status: "completed" }, "stop"],
  [{ status: "incomplete", incomplete_details: { reason: "max_output_tokens" } }, "max_output_tokens"],
  [{ status: "incomplete", incomplete_details: null }, "incomplete"],
  [{ status: "cancelled" }, "cancelled"],
  [failed({ code: "rate_limit_exceeded", message: "Slow down." }), "failed", "Slow down.", "rate_limit"],
  [failed({ code: "vector_store_timeout", message: "Too late." }), "failed", "Too late.", "timeout"],
  [failed({ code: "server_error", message: "Broken." }), "failed", "Broken.", "server_error"],
  [failed({ code: "invalid_prompt", message: "What?" }), "failed", "What?", "client_error"],
  [failed(null), "failed", "the response failed", "sdk_error"],
];

const LAST_EVENTS: Readonly<Record<string, string>> = { completed: "response.completed", failed: "response.failed" };

describe.each(CASES)("a response with %j", (facts, stopReason, callError, category) => {
  const response = { id: "resp_1", model: "gpt-5", object: "response", output: OUTPUT, ...facts };
  const expected = {
    responseId: "resp_1",
    stopReason,
    output: [{ role: "assistant", parts: [{ kind: "text", text: "Hi", providerType: "output_text" }] }],
  };

  it("is recorded, and the caller gets it", async () => {
    await using recorded = await startRecordedProvider();
    recorded.server.answer({ body: response });
    const client = openai.wrap(openai.createClient(recorded.server.url), recorded.test.client);
    expect(await openai.call(client, "responses.create", { model: "gpt-5", input: "Hi" })).toMatchObject(facts);
    const [record] = await recorded.test.records();
    expect(record).toMatchObject(expected);
    expect(record?.callError).toBe(callError);
    expect(recorded.test.spans()[0]?.attributes["error.category"]).toBe(category);
  });

  it("is recorded at the end of its stream, which is no outcome of its own", async () => {
    await using recorded = await startRecordedProvider();
    const { status } = facts as { status: string };
    const type = LAST_EVENTS[status] ?? "response.incomplete";
    recorded.server.answer({ events: [{ event: type, data: { type, sequence_number: 0, response } }] });
    const client = openai.wrap(openai.createClient(recorded.server.url), recorded.test.client);
    const request = { model: "gpt-5", input: "Hi", stream: true };
    const stream = await openai.call(client, "responses.create(stream)", request);
    expect(await readAll(stream as AsyncIterable<unknown>)).toMatchObject([{ type, response: facts }]);
    const [record] = await recorded.test.records();
    expect(record).toMatchObject(expected);
    expect(record?.callError).toBe(callError);
    expect(Object.keys(record?.metadata ?? {})).not.toContain("sigil.stream.outcome");
    expect(recorded.test.spans()[0]?.attributes["error.category"]).toBe(category);
  });
});
