// SPDX-License-Identifier: Apache-2.0
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createOtlpReceiver, type OtlpReceiver } from "./otlp-receiver.js";

const JSON_TYPE = { "content-type": "application/json; charset=utf-8" };
const TRACES = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [{ name: "a span" }] }] }] });
const METRICS = JSON.stringify({
  resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name: "a metric", gauge: {} }] }] }],
});
const MAX_BYTES = 1000;

let receiver: OtlpReceiver;
let received: [signal: string, prefix: string, names: readonly string[]][];

beforeEach(async () => {
  received = [];
  receiver = await createOtlpReceiver({
    maxBodyBytes: MAX_BYTES,
    onSpans: (spans, prefix) => received.push(["spans", prefix, spans.map(({ name }) => name)]),
    onMetrics: (metrics, prefix) => received.push(["metrics", prefix, metrics.map(({ name }) => name)]),
  });
});
afterEach(() => receiver.close());

async function send(path: string, init: RequestInit): Promise<{ status: number; type: string | null; body: string }> {
  const response = await fetch(receiver.url + path, { method: "POST", ...init });
  return { status: response.status, type: response.headers.get("content-type"), body: await response.text() };
}

test("hands on spans and metrics with what stands before the path, and answers in the same encoding", async () => {
  expect(await send("/v1/traces", { headers: JSON_TYPE, body: TRACES })).toEqual({
    status: 200,
    type: JSON_TYPE["content-type"],
    body: "{}",
  });
  await send("/a/b/v1/metrics?x=1", { headers: JSON_TYPE, body: METRICS });
  const protobuf = { "content-type": "application/x-protobuf" };
  expect(await send("/v1/traces", { headers: protobuf, body: new Uint8Array() })).toMatchObject({
    status: 200,
    body: "",
  });
  expect(received).toEqual([
    ["spans", "", ["a span"]],
    ["metrics", "/a/b", ["a metric"]],
    ["spans", "", []],
  ]);
});

test("reads gzip", async () => {
  const headers = { ...JSON_TYPE, "content-encoding": "gzip" };
  expect(await send("/v1/traces", { headers, body: gzipSync(TRACES) })).toMatchObject({ status: 200 });
  expect(received).toEqual([["spans", "", ["a span"]]]);
});

const gzip = { ...JSON_TYPE, "content-encoding": "gzip" };

test.each<[name: string, path: string, init: RequestInit, status: number]>([
  ["another path", "/v1/logs", { headers: JSON_TYPE, body: "{}" }, 404],
  ["another method", "/v1/traces", { method: "GET" }, 405],
  ["another content type", "/v1/traces", { headers: { "content-type": "text/plain" }, body: "x" }, 415],
  ["another content encoding", "/v1/traces", { headers: { ...JSON_TYPE, "content-encoding": "br" }, body: "x" }, 415],
  ["a body that is no request", "/v1/traces", { headers: JSON_TYPE, body: "[" }, 400],
  ["a body that is not gzip", "/v1/traces", { headers: gzip, body: "x" }, 400],
  ["a long body", "/v1/traces", { headers: JSON_TYPE, body: " ".repeat(MAX_BYTES + 1) }, 413],
  ["a short body that becomes long", "/v1/traces", { headers: gzip, body: gzipSync(" ".repeat(100_000)) }, 413],
])("refuses %s", async (_name, path, init, status) => {
  expect((await send(path, init)).status).toBe(status);
  expect(received).toEqual([]);
});

test("closes once, with open connections", async () => {
  await send("/v1/traces", { headers: JSON_TYPE, body: TRACES });
  await Promise.all([receiver.close(), receiver.close()]);
  await expect(send("/v1/traces", { headers: JSON_TYPE, body: TRACES })).rejects.toThrow();
});
