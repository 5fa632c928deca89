// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { HttpRequest, HttpResponse } from "../transport/http-transport.js";
import { createFault } from "./export-failure.js";
import { createHttpExporter } from "./http-exporter.js";
import { failureOf } from "./testing/failure-of.js";

const encoder = new TextEncoder();
const URL = "http://ingest.example/api/v1/generations:export";
const SIGNAL = new AbortController().signal;

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Exports one batch of two records to a transport that answers so. */
function exportTo(answer: Answer | Error, secrets: readonly string[] = []) {
  const requests: HttpRequest[] = [];
  const exporter = createHttpExporter({
    url: URL,
    transport: {
      send: async (request): Promise<HttpResponse> => {
        requests.push(request);
        if (answer instanceof Error) throw answer;
        return { status: answer.status, headers: answer.headers ?? {}, body: encoder.encode(answer.body ?? "") };
      },
      close: () => undefined,
    },
    headers: async () => ({ headers: { "X-Team": "search" }, secrets }),
    maxResponseBytes: 1000,
    now: () => new Date("2026-03-01T12:00:00Z"),
  });
  const batch = ['{"id":"a"}', '{"id":"b"}'].map((record) => encoder.encode(record));
  return { requests, outcome: failureOf(exporter.export(batch, { signal: SIGNAL })) };
}

describe("the request", () => {
  it("is a POST of all records as proto-JSON with the headers of the moment", async () => {
    const { requests, outcome } = exportTo({ status: 202, body: '{"results":[{"accepted":true},{"accepted":true}]}' });
    await outcome;
    const [request] = requests;
    const body = request?.body.map((chunk) => new TextDecoder().decode(chunk)).join("");
    expect({ ...request, body }).toEqual({
      url: URL,
      headers: { "X-Team": "search" },
      body: '{"generations":[{"id":"a"},{"id":"b"}]}',
      signal: SIGNAL,
      maxResponseBytes: 1000,
    });
  });

  it("asks for the headers before each attempt, and is not made without them", async () => {
    let calls = 0;
    const exporter = createHttpExporter({
      url: URL,
      transport: { send: () => expect.fail("sent"), close: () => undefined },
      headers: async () => {
        calls += 1;
        throw createFault("credentials", "no token");
      },
      maxResponseBytes: 1000,
      now: () => new Date(),
    });
    const outcomes = [
      await failureOf(exporter.export([], { signal: SIGNAL })),
      await failureOf(exporter.export([], { signal: SIGNAL })),
    ];
    const outcome = {
      class: "auth",
      retryAfterMs: undefined,
      code: "auth",
      message: "sigil: generation export was not authorized: no token",
      details: { fault: "credentials" },
    };
    expect({ calls, outcomes }).toEqual({ calls: 2, outcomes: [outcome, outcome] });
  });
});

describe("a success", () => {
  it.each([200, 202, 299])(
    "with status %i has results in either spelling, and absent keys are defaults",
    async (status) => {
      const body = '{"results":[{"generation_id":"a","accepted":true},{"generationId":"b","error":"no"},{}],"more":1}';
      expect(await exportTo({ status, body }).outcome).toEqual({
        accepted: [
          { generationId: "a", accepted: true, error: "" },
          { generationId: "b", accepted: false, error: "no" },
          { generationId: "", accepted: false, error: "" },
        ],
      });
    },
  );

  it.each([
    ["nothing", ""],
    ["a page", "<html><body>Log in</body></html>"],
    ["JSON that is cut off", '{"results":[{"generation_id":"a","acc'],
    ["a list", "[true]"],
    ["null", "null"],
    ["results that are no list", '{"results":{"a":true}}'],
    ["a result that is no object", '{"results":[true]}'],
    ["a result of null", '{"results":[null]}'],
    ["accepted that is text", '{"results":[{"accepted":"true"}]}'],
    ["an error that is no text", '{"results":[{"error":7}]}'],
    ["bytes that are no text", "\ufffd\u0000"],
  ])("with %s is none", async (_, body) => {
    expect(await exportTo({ status: 202, body }).outcome).toEqual({
      class: "bad_response",
      retryAfterMs: undefined,
      code: "bad_response",
      message:
        "sigil: generation export got an unexpected answer: the answer is not that of an ingest; is the endpoint right?",
      details: { fault: "unexpected_body" },
    });
  });

  it("without results is one with no results", async () => {
    expect(await exportTo({ status: 202, body: "{}" }).outcome).toEqual({ accepted: [] });
  });

  it.each(["gzip", "br", "GZIP", "made-up"])("encoded as %s is asked for again", async (encoding) => {
    const headers = { "content-encoding": encoding };
    expect(await exportTo({ status: 202, headers, body: '{"results":[]}' }).outcome).toMatchObject({
      class: "retry",
      details: { fault: "content_encoding" },
    });
  });

  it("with the encoding identity is an ordinary one", async () => {
    const headers = { "content-encoding": " Identity" };
    expect(await exportTo({ status: 202, headers, body: '{"results":[]}' }).outcome).toEqual({ accepted: [] });
  });
});

describe("a refusal", () => {
  it.each<[Answer, object]>([
    [
      { status: 503, headers: { "retry-after": "2" }, body: "busy\n" },
      {
        class: "retry",
        retryAfterMs: 2000,
        code: "transport",
        message: "sigil: generation export failed: the ingest answered HTTP 503: busy",
      },
    ],
    [
      { status: 429, headers: { "retry-after": "Sun, 01 Mar 2026 12:00:05 GMT" } },
      {
        class: "retry",
        retryAfterMs: 5000,
        code: "transport",
        message: "sigil: generation export failed: the ingest answered HTTP 429",
      },
    ],
    [
      { status: 500, headers: { "retry-after": "soon" }, body: "" },
      {
        class: "retry",
        retryAfterMs: 0,
        code: "transport",
        message: "sigil: generation export failed: the ingest answered HTTP 500",
      },
    ],
    [
      { status: 413, headers: { "retry-after": "9" }, body: "too large" },
      {
        class: "split",
        retryAfterMs: undefined,
        code: "rejected",
        message: "sigil: generation was rejected: the ingest answered HTTP 413: too large",
      },
    ],
    [
      { status: 400, body: 'proto: (line 1:20): unknown field "my prompt"' },
      {
        class: "bisect",
        retryAfterMs: undefined,
        code: "rejected",
        message:
          'sigil: generation was rejected: the ingest answered HTTP 400: proto: (line 1:20): unknown field "..."',
      },
    ],
    [
      { status: 401, body: "tenant is missing" },
      {
        class: "auth",
        retryAfterMs: undefined,
        code: "auth",
        message:
          "sigil: generation export was not authorized: the ingest answered HTTP 401 (check generationExport.auth): tenant is missing",
      },
    ],
    [
      { status: 302, headers: { location: "https://other.example/?token=x" }, body: "Found" },
      {
        class: "redirect",
        retryAfterMs: undefined,
        code: "transport",
        message:
          "sigil: generation export failed: the ingest answered HTTP 302 (redirects are not followed; correct generationExport.endpoint)",
      },
    ],
    [
      { status: 404, body: "<html>not found</html>" },
      {
        class: "permanent",
        retryAfterMs: undefined,
        code: "rejected",
        message:
          "sigil: generation was rejected: the ingest answered HTTP 404 (is generationExport.endpoint the address of an ingest?): a page of markup",
      },
    ],
    [
      { status: 502, headers: { "content-encoding": "gzip" }, body: "\u001f\u008b" },
      {
        class: "retry",
        retryAfterMs: undefined,
        code: "transport",
        message: "sigil: generation export failed: the ingest answered HTTP 502",
      },
    ],
    [
      { status: 600 },
      {
        class: "bad_response",
        retryAfterMs: undefined,
        code: "bad_response",
        message: "sigil: generation export got an unexpected answer: the ingest answered HTTP 600",
      },
    ],
  ])("%j", async (answer, expected) => {
    expect(await exportTo(answer).outcome).toEqual({ ...expected, details: { status: answer.status } });
  });

  it("is told in one short line without control characters", async () => {
    const outcome = await exportTo({ status: 500, body: `\u001b[31mfatal\r\n${"y".repeat(10_000_000)}` }).outcome;
    const text = `the ingest answered HTTP 500: fatal ${"y".repeat(10_000)}`;
    expect(outcome).toMatchObject({ message: `sigil: generation export failed: ${text.slice(0, 256)}...` });
  });

  it("repeats no secret, neither of the request nor of an item", async () => {
    const secrets = ["hush-hush", "team-4711"];
    const refused = await exportTo({ status: 401, body: "token hush-hush of team-4711 is wrong" }, secrets).outcome;
    const item = await exportTo({ status: 202, body: '{"results":[{"error":"hush-hush is no tenant"}]}' }, secrets)
      .outcome;
    expect([refused, item]).toEqual([
      expect.objectContaining({
        message:
          "sigil: generation export was not authorized: the ingest answered HTTP 401 (check generationExport.auth): token *** of *** is wrong",
      }),
      { accepted: [{ generationId: "", accepted: false, error: "*** is no tenant" }] },
    ]);
  });
});

it("turns a failed request into a fault", async () => {
  const error = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:1"), { code: "ECONNREFUSED" });
  expect(await exportTo(error).outcome).toEqual({
    class: "retry",
    retryAfterMs: undefined,
    code: "transport",
    message:
      "sigil: generation export failed: connect ECONNREFUSED 127.0.0.1:1; is an ingest listening at generationExport.endpoint?",
    details: { fault: "connect" },
  });
});
