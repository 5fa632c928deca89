// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { ANTHROPIC_MESSAGES } from "../../../generated/ts/provider-anthropic.js";
import { GEMINI_MODELS } from "../../../generated/ts/provider-gemini.js";
import { rawArtifacts } from "./artifacts.js";
import { resolveProviderOptions } from "./options.js";

const WANTED = resolveProviderOptions({ rawArtifacts: true }, "test");
const CANARY = "sk-canary";

function payloads(value: unknown, options = WANTED): unknown[] {
  return rawArtifacts(GEMINI_MODELS, { request: value }, options).map(({ payload }) => JSON.parse(String(payload)));
}

describe("raw artifacts", () => {
  it("are none unless they are wanted", () => {
    expect(rawArtifacts(ANTHROPIC_MESSAGES, { request: { model: "m" } }, resolveProviderOptions({}, "test"))).toEqual(
      [],
    );
  });

  it("are one for each side that is known, as JSON with sorted keys", () => {
    const call = { request: { b: 1, a: 2 }, response: { id: "1" }, tools: [{ name: "add" }], streamEvents: [{ t: 1 }] };
    const contentType = "application/json";
    expect(rawArtifacts(ANTHROPIC_MESSAGES, call, WANTED)).toEqual([
      { kind: "request", name: "anthropic.messages.request", contentType, payload: '{"a":2,"b":1}' },
      { kind: "response", name: "anthropic.messages.response", contentType, payload: '{"id":"1"}' },
      { kind: "tools", name: "anthropic.messages.tools", contentType, payload: '[{"name":"add"}]' },
      { kind: "provider_event", name: "anthropic.messages.stream_events", contentType, payload: '[{"t":1}]' },
    ]);
    expect(rawArtifacts(ANTHROPIC_MESSAGES, { tools: [] }, WANTED)).toEqual([]);
  });

  it("hold no header, key or signal of the request, wherever it may stand", () => {
    const request = {
      model: "m",
      config: {
        httpOptions: { headers: { "x-goog-api-key": CANARY } },
        abortSignal: AbortSignal.abort(),
        tools: [{ mcpServers: [{ name: "docs", streamableHttpTransport: { url: "u", headers: { a: CANARY } } }] }],
      },
      tools: [{ type: "mcp", server_label: "docs", authorization: CANARY, headers: { b: CANARY } }],
      mcp_servers: [{ name: "docs", authorization_token: CANARY }],
    };
    expect(payloads(request)).toEqual([
      {
        config: { tools: [{ mcpServers: [{ name: "docs", streamableHttpTransport: { url: "u" } }] }] },
        mcp_servers: [{ name: "docs" }],
        model: "m",
        tools: [{ server_label: "docs", type: "mcp" }],
      },
    ]);
    expect(payloads({ sdkHttpResponse: { headers: { cookie: CANARY } }, candidates: [] })).toEqual([
      { candidates: [] },
    ]);
    // A word of the application is no secret, whatever it is.
    const call = { functionCall: { args: { headers: "of a letter" } } };
    expect(payloads({ contents: [call] })).toEqual([{ contents: [call] }]);
  });

  it("hold media only when that is wanted", () => {
    const request = { inlineData: { mimeType: "image/png", data: "aGFsbG8=" } };
    expect(payloads(request)).toEqual([{ inlineData: { data: "[image image/png 5 bytes]", mimeType: "image/png" } }]);
    expect(payloads(request, { ...WANTED, rawMedia: true })).toEqual([request]);
  });
});
