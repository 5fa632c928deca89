// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { inCamelCase, readSpecRows } from "../testing-support/spec-rows.js";
import { isLoopback } from "./parse-endpoint.js";
import { resolveConfig } from "./resolve-config.js";
import { resolveApiOrigin, resolveGrpcTarget, resolveHttpUrl } from "./resolve-endpoint.js";

interface EndpointRow {
  readonly id: string;
  readonly protocol: "http" | "grpc";
  readonly input: string;
  readonly insecure?: boolean;
  readonly result?: string;
  readonly plaintext?: boolean;
  readonly error?: string;
}

type Outcome = { readonly result: string; readonly plaintext: boolean } | { readonly error: string };

function outcomeOf(protocol: "http" | "grpc", input: string, insecure = false): Outcome {
  try {
    if (protocol === "grpc") {
      const { target, isPlaintext } = resolveGrpcTarget(input, insecure);
      return { result: target, plaintext: isPlaintext };
    }
    const result = resolveHttpUrl(input, insecure);
    return { result, plaintext: result.startsWith("http://") };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

describe("the endpoint rows of the spec", () => {
  it.each(readSpecRows<EndpointRow>("config", "endpoint_rows").map((row) => [row.id, row] as const))("%s", (_, row) => {
    const { protocol, input, insecure, result, plaintext, error } = row;
    expect(outcomeOf(protocol, input, insecure)).toEqual(
      error === undefined ? { result, plaintext } : { error: inCamelCase(error) },
    );
  });
});

const EXPORT = "/api/v1/generations:export";
const notAUrl = (endpoint: string): Outcome => ({
  error: `generationExport.endpoint: ${JSON.stringify(endpoint)} is not a URL; use https://host or host:port`,
});
const hasCredentials: Outcome = {
  error: "generationExport.endpoint must not contain credentials; use generationExport.auth",
};

describe("an HTTP endpoint", () => {
  it.each<[input: string, outcome: Outcome]>([
    ["http://[2001:db8::1]:8080", { result: `http://[2001:db8::1]:8080${EXPORT}`, plaintext: true }],
    ["[2001:db8::1]:8080", { result: `https://[2001:db8::1]:8080${EXPORT}`, plaintext: false }],
    ["[::ffff:127.0.0.1]:8080", { result: `https://[::ffff:7f00:1]:8080${EXPORT}`, plaintext: false }],
    ["127.0.0.1.evil.example", { result: `https://127.0.0.1.evil.example${EXPORT}`, plaintext: false }],
    ["LOCALHOST:8080/prefix/", { result: `http://localhost:8080/prefix${EXPORT}`, plaintext: true }],
    ["https://ingest.example/?team=a", { result: `https://ingest.example${EXPORT}?team=a`, plaintext: false }],
    ["https://bücher.example", { result: `https://xn--bcher-kva.example${EXPORT}`, plaintext: false }],
    ["https://ingest.example/@team", { result: `https://ingest.example/@team${EXPORT}`, plaintext: false }],
    ["http://", notAUrl("http://")],
    ["http:///path", notAUrl("http:///path")],
    ["http:ingest.example", notAUrl("http:ingest.example")],
    ["http://ingest.example:", notAUrl("http://ingest.example:")],
    ["http://ingest.example:99999", notAUrl("http://ingest.example:99999")],
    ["http://in gest.example", notAUrl("http://in gest.example")],
    ["http:\\\\ingest.example", notAUrl("http:\\\\ingest.example")],
    ["//ingest.example", notAUrl("//ingest.example")],
    ["/api/v1/generations:export", notAUrl("/api/v1/generations:export")],
    ["//user:secret@ingest.example", hasCredentials],
    ["http:/user:secret@ingest.example", hasCredentials],
    ["http:\\\\user:secret@ingest.example", hasCredentials],
    ["user:secret@ingest.example:8080", hasCredentials],
    ["http://@ingest.example", hasCredentials],
    ["javascript:alert(1)", notAUrl("javascript:alert(1)")],
    ["data://x", { error: 'generationExport.endpoint: scheme "data" is not supported; use http or https' }],
  ])("%j", (input, outcome) => {
    expect(outcomeOf("http", input)).toEqual(outcome);
  });
});

describe("a gRPC endpoint", () => {
  it.each<[input: string, insecure: boolean, outcome: Outcome]>([
    ["http://collector.example", false, { result: "collector.example:80", plaintext: true }],
    ["http://collector.example:80", false, { result: "collector.example:80", plaintext: true }],
    ["[2001:db8::1]", false, { result: "[2001:db8::1]:4317", plaintext: false }],
    ["[2001:db8::1]:443", true, { result: "[2001:db8::1]:443", plaintext: true }],
    ["GRPC://Collector.Example", false, { result: "collector.example:4317", plaintext: false }],
    ["collector.example:4317/path", false, { result: "collector.example:4317", plaintext: false }],
    ["collector.example:", false, notAUrl("collector.example:")],
    ["collector.example:0x1", false, notAUrl("collector.example:0x1")],
    ["grpc://user:secret@collector.example", false, hasCredentials],
  ])("%j, insecure %j", (input, insecure, outcome) => {
    expect(outcomeOf("grpc", input, insecure)).toEqual(outcome);
  });
});

describe("reading an endpoint", () => {
  it("takes linear time on hostile input, and repeats little of it", () => {
    const hostile = [
      "[".repeat(1_000_000),
      `http://${"a:".repeat(500_000)}`,
      "@".repeat(1_000_000),
      "x ".repeat(500_000),
    ];
    // More than linear time would run into the test's own deadline.
    const lengths = hostile.map((input) => JSON.stringify(outcomeOf("http", input)).length);
    expect(Math.max(...lengths)).toBeLessThan(400);
  });
});

describe("isLoopback", () => {
  it.each([
    ["localhost", true],
    ["LocalHost", true],
    ["127.0.0.1", true],
    ["127.255.255.254", true],
    ["[::1]", true],
    ["127.0.0.1.example", false],
    ["localhost.example", false],
    ["10.0.0.1", false],
    ["0.0.0.0", false],
    ["", false],
  ])("%s is %j", (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });
});

describe("the origin of the API", () => {
  it.each([
    ["http://sigil.example", false, "http://sigil.example"],
    ["https://sigil.example:8443/prefix/api", false, "https://sigil.example:8443"],
    ["HTTPS://Sigil.Example/", true, "https://sigil.example"],
    ["http://sigil.example:80", false, "http://sigil.example"],
    ["  sigil.example:9000/path ", false, "https://sigil.example:9000"],
    ["sigil.example", true, "http://sigil.example"],
    ["localhost:8080", false, "http://localhost:8080"],
    ["[::1]:8080", false, "http://[::1]:8080"],
    ["grpc://sigil.example:4317", false, "https://sigil.example:4317"],
    ["grpc://sigil.example:4317", true, "http://sigil.example:4317"],
    ["grpc://127.0.0.1:4317", false, "http://127.0.0.1:4317"],
  ])("takes %j with insecure %j to %s", (endpoint, insecure, origin) => {
    expect(resolveApiOrigin(endpoint, insecure)).toBe(origin);
  });

  it.each([
    ["ftp://sigil.example", 'api.endpoint: scheme "ftp" is not supported; use http, https or grpc'],
    [
      "http://sigil.example:port/?key=secret",
      'api.endpoint: "http://sigil.example:port/?***" is not a URL; use https://host or host:port',
    ],
    ["http//sigil.example", 'api.endpoint: "http//sigil.example" is not a URL; use https://host or host:port'],
    ["http://user:secret@sigil.example", "api.endpoint must not contain credentials; use generationExport.auth"],
    [
      "http://sigil.example:port",
      'api.endpoint: "http://sigil.example:port" is not a URL; use https://host or host:port',
    ],
  ])("refuses %j at construction", (endpoint, message) => {
    expect(() => resolveConfig({ api: { endpoint } })).toThrowError(
      expect.objectContaining({ code: "config", message }) as Error,
    );
  });
});
