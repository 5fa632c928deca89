// SPDX-License-Identifier: Apache-2.0
// Requests as another implementation's encoders wrote them, and their JSON form.
import { expect, test } from "vitest";
import { decodeMetrics } from "./decode-metrics.js";
import { decodeTraces } from "./decode-traces.js";

/** An open span would have the end time 0; here the outer one is finished, and the inner one failed. */
const TRACES =
  "CtICChgKFgoMc2VydmljZS5uYW1lEgYKBGRlbW8StQIKDAoFc2NvcGUSAzEuMhKhAQoQCvdlGRbNQ92ESOshHIAxnBIIt61rcWkgMzEqBW91dGVyMAM5ADKWHPLKhhhBAJBmz/LKhhhKCwoEdGV4dBIDCgF4SgsKBWNvdW50EgIYB0oSCgVyYXRpbxIJIQAAAAAAAOA/SggKAm9uEgIQAUoUCgRsaXN0EgwqCgoDCgFhCgMKAWJKEAoDYmlnEgkYgYCAgICAgBB6AhgBhQEAAQAAEoABChAK92UZFs1D3YRI6yEcgDGcEgi3rWtxaSAzMiIIt61rcWkgMzEqBWlubmVyMAE5ADKWHPLKhhhBAPwwWPLKhhhaLwkAl2M68sqGGBIJZXhjZXB0aW9uGhkKEWV4Y2VwdGlvbi5tZXNzYWdlEgQKAm5vegYSAm5vGAKFAQABAAA=";

const METRICS =
  "CoQCChgKFgoMc2VydmljZS5uYW1lEgYKBGRlbW8S5wEKBwoFc2NvcGUSiQEKCGR1cmF0aW9uEghob3cgbG9uZxoBc0pwCmwRgATOp77E6xgZ7j7Sp77E6xghAgAAAAAAAAApAAAAAAAAAEAyGAEAAAAAAAAAAQAAAAAAAAAAAAAAAAAAADoQAAAAAAAA8D8AAAAAAAAAQEoICgFrEgMKAXZZAAAAAAAA4D9hAAAAAAAA+D8QAhIyCgVjb3VudBoGe2l0ZW19OiEKGxFajc+nvsTrGBnuPtKnvsTrGDEDAAAAAAAAABACGAESHAoEc2l6ZSoUChIZ7j7Sp77E6xgxBAAAAAAAAAA=";

const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, "base64"));
const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

const common = {
  scope: { name: "scope", version: "1.2" },
  resource: { "service.name": "demo" },
  traceId: "0af7651916cd43dd8448eb211c80319c",
  startTimeUnixNano: 1767323045000000000n,
};

test("decodes spans of the binary form, skipping what it does not know", () => {
  expect(decodeTraces(bytes(TRACES), "protobuf")).toEqual([
    {
      ...common,
      spanId: "b7ad6b7169203331",
      parentSpanId: "",
      name: "outer",
      kind: "client",
      endTimeUnixNano: 1767323048000000000n,
      attributes: { text: "x", count: 7, ratio: 0.5, on: true, list: ["a", "b"], big: 9007199254740993n },
      events: [],
      links: [],
      status: { code: "ok", message: "" },
    },
    {
      ...common,
      spanId: "b7ad6b7169203332",
      parentSpanId: "b7ad6b7169203331",
      name: "inner",
      kind: "internal",
      endTimeUnixNano: 1767323046000000000n,
      attributes: {},
      events: [{ name: "exception", timeUnixNano: 1767323045500000000n, attributes: { "exception.message": "no" } }],
      links: [],
      status: { code: "error", message: "no" },
    },
  ]);
});

test("decodes metrics of the binary form", () => {
  const instrument = { scope: { name: "scope", version: "" }, resource: { "service.name": "demo" }, description: "" };
  expect(decodeMetrics(bytes(METRICS), "protobuf")).toEqual([
    {
      ...instrument,
      name: "duration",
      description: "how long",
      unit: "s",
      kind: "histogram",
      temporality: "cumulative",
      points: [{ attributes: { k: "v" }, count: 2, sum: 2, bucketCounts: [1, 1, 0], explicitBounds: [1, 2] }],
    },
    {
      ...instrument,
      name: "count",
      unit: "{item}",
      kind: "sum",
      temporality: "cumulative",
      isMonotonic: true,
      points: [{ attributes: {}, value: 3 }],
    },
    { ...instrument, name: "size", unit: "", kind: "gauge", points: [{ attributes: {}, value: 4 }] },
  ]);
});

test("decodes JSON, where ids are hexadecimal, numbers may be texts, and enums are numbers", () => {
  const span = {
    traceId: "0AF7651916CD43DD8448EB211C80319C",
    spanId: "b7ad6b7169203331",
    parentSpanId: "",
    name: "open",
    kind: 3,
    startTimeUnixNano: "1767323045000000000",
    attributes: [
      { key: "nothing", value: {} },
      { key: "map", value: { kvlistValue: { values: [{ key: "__proto__", value: { intValue: "1" } }] } } },
      { key: "bytes", value: { bytesValue: "AAE=" } },
    ],
    links: [{ traceId: common.traceId, spanId: "b7ad6b7169203332", attributes: [] }],
    addedLater: true,
  };
  const body = json({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
  const [decoded] = decodeTraces(body, "json");
  expect(decoded).toEqual({
    ...common,
    scope: { name: "", version: "" },
    resource: {},
    spanId: "b7ad6b7169203331",
    parentSpanId: "",
    name: "open",
    kind: "client",
    endTimeUnixNano: 0n,
    attributes: { nothing: null, map: JSON.parse('{"__proto__":1}'), bytes: new Uint8Array([0, 1]) },
    events: [],
    links: [{ traceId: common.traceId, spanId: "b7ad6b7169203332", attributes: {} }],
    status: { code: "unset", message: "" },
  });
});

test("gives unknown numbers of enums no name, and leaves unknown kinds of metric out", () => {
  const spans = json({ resourceSpans: [{ scopeSpans: [{ spans: [{ kind: 99, status: { code: 99 } }] }] }] });
  expect(decodeTraces(spans, "json")[0]).toMatchObject({ kind: "unspecified", status: { code: "unset" } });
  const metrics = [{ name: "a", summary: { dataPoints: [] } }, { name: "b" }];
  expect(decodeMetrics(json({ resourceMetrics: [{ scopeMetrics: [{ metrics }] }] }), "json")).toEqual([]);
});

test.each<[string, Uint8Array, "json" | "protobuf"]>([
  ["text that is no JSON", new TextEncoder().encode("{"), "json"],
  ["bytes that are no UTF-8", new Uint8Array([0xff]), "json"],
  ["a message of another shape", json({ resourceSpans: 1 }), "json"],
  ["half of a message", bytes(TRACES).subarray(0, 40), "protobuf"],
])("throws for %s", (_name, body, encoding) => {
  expect(() => decodeTraces(body, encoding)).toThrow();
});
