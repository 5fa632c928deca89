// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it, vi } from "vitest";
import type { ResolvedConfig, SigilClientOptions } from "../../generated/ts/options.js";
import { isSigilError, type SigilError } from "../errors/sigil-error.js";
import { readSpecRows } from "../testing-support/spec-rows.js";
import { resolveConfig } from "./resolve-config.js";

/** What the contract (behaviour.7, behaviour.13 and its decisions) says about a client without options. */
const DEFAULTS: ResolvedConfig = {
  generationExport: {
    protocol: "http",
    endpoint: "http://localhost:8080/api/v1/generations:export",
    headers: {},
    auth: undefined,
    insecure: false,
    batching: "batched",
    batchSize: 100,
    batchMaxBytes: 15 * 1024 * 1024,
    flushIntervalMs: 1000,
    queueSize: 10_000,
    queueMaxBytes: 64 * 1024 * 1024,
    payloadMaxBytes: 4 * 1024 * 1024,
    maxRetries: 5,
    initialBackoffMs: 100,
    maxBackoffMs: 5000,
    timeoutMs: 10_000,
    flushTimeoutMs: 10_000,
    responseMaxBytes: 4 * 1024 * 1024,
    transport: {
      ca: undefined,
      cert: undefined,
      key: undefined,
      passphrase: undefined,
      proxy: undefined,
      agent: undefined,
    },
  },
  generationExportEndpoint: undefined,
  generationExporter: undefined,
  api: { endpoint: "http://localhost:8080" },
  contentCapture: "default",
  contentCaptureResolver: undefined,
  generationSanitizer: undefined,
  embeddingCapture: { captureInput: false, maxInputItems: 20, maxTextLength: 1024 },
  agentName: undefined,
  agentVersion: undefined,
  userId: undefined,
  tags: {},
  tracer: undefined,
  meter: undefined,
  onDrop: undefined,
  onError: undefined,
  logger: undefined,
  debug: false,
  now: undefined,
  sleep: undefined,
  random: undefined,
};

/** Untyped callers may hand in anything. */
function problemOf(options: unknown): string {
  try {
    resolveConfig(options as SigilClientOptions);
  } catch (error) {
    if (isSigilError(error, "config")) return error.message;
    throw error;
  }
  return "accepted";
}

/** The option in its group, as a caller would write it. */
function inGroup(path: string, value: unknown): unknown {
  const [group = "", member] = path.split(".");
  return member === undefined ? { [group]: value } : { [group]: { [member]: value } };
}

describe("resolveConfig", () => {
  it("fills in every default", () => {
    expect(resolveConfig()).toEqual(DEFAULTS);
    expect(resolveConfig({})).toEqual(DEFAULTS);
  });

  it("takes an explicit undefined for the default", () => {
    const options = {
      generationExport: Object.fromEntries(Object.keys(DEFAULTS.generationExport).map((key) => [key, undefined])),
      tags: undefined,
      contentCapture: undefined,
      embeddingCapture: undefined,
    };
    expect(resolveConfig(options)).toEqual(DEFAULTS);
  });

  it("keeps what is given", () => {
    const hooks = {
      tracer: { startSpan: () => undefined },
      meter: { createCounter: () => undefined },
      logger: {},
      onDrop: () => undefined,
      onError: () => undefined,
      now: () => new Date(0),
      sleep: async () => undefined,
      random: () => 0.5,
      generationSanitizer: <T>(generation: T) => generation,
      contentCaptureResolver: () => "full",
      generationExporter: { format: "record", export: async () => [] },
    };
    const generationExport = {
      protocol: "grpc",
      endpoint: "collector.example:4317",
      headers: { "X-Team": "search" },
      auth: { mode: "tenant", tenantId: "team-a" },
      insecure: true,
      batching: "immediate",
      batchSize: 1,
      batchMaxBytes: 16 * 1024 * 1024,
      flushIntervalMs: 1,
      queueSize: 1,
      queueMaxBytes: 1,
      payloadMaxBytes: 16 * 1024 * 1024 - 1,
      maxRetries: 0,
      initialBackoffMs: 7,
      maxBackoffMs: 7,
      timeoutMs: 1,
      flushTimeoutMs: 1,
      responseMaxBytes: 1,
      transport: {
        ca: ["-----BEGIN CERTIFICATE-----"],
        cert: "-----BEGIN CERTIFICATE-----",
        key: "-----BEGIN PRIVATE KEY-----",
        passphrase: "secret",
        proxy: "http://proxy.example:3128",
        agent: {},
      },
    };
    const rest = {
      api: { endpoint: "https://api.example" },
      contentCapture: "metadata_only",
      embeddingCapture: { captureInput: true, maxInputItems: 1, maxTextLength: 1 },
      agentName: "agent",
      agentVersion: "1",
      userId: "user",
      tags: { region: "eu" },
      debug: true,
    };
    const options = { generationExport, ...rest, ...hooks } as unknown as SigilClientOptions;
    expect(resolveConfig(options)).toEqual({ ...options, generationExportEndpoint: undefined });
  });

  it.each([
    ["generationExport.protocol", " GRPC\n", "grpc"],
    ["generationExport.protocol", "None", "none"],
    ["generationExport.batching", "Immediate ", "immediate"],
    ["contentCapture", "METADATA_ONLY", "metadata_only"],
  ])("takes %s %j in any case and with white space", (path, given, expected) => {
    const config = resolveConfig(inGroup(path, given) as SigilClientOptions) as unknown as Record<string, unknown>;
    const [group = "", member] = path.split(".");
    const value = config[group];
    expect(member === undefined ? value : (value as Record<string, unknown>)[member]).toBe(expected);
  });

  it("leaves the caller's objects as they are, and is not changed with them", () => {
    const headers = { "X-Team": "search" };
    const auth = { mode: "tenant" as const, tenantId: "team-a" };
    const tags = { region: "eu" };
    const options = Object.freeze({ generationExport: Object.freeze({ headers, auth }), tags });
    const config = resolveConfig(options);
    headers["X-Team"] = "other\r\n";
    auth.tenantId = "other";
    tags.region = "us";
    expect(config).toEqual({
      ...DEFAULTS,
      generationExport: {
        ...DEFAULTS.generationExport,
        headers: { "X-Team": "search" },
        auth: { mode: "tenant", tenantId: "team-a" },
      },
      tags: { region: "eu" },
    });
    expect(Object.isFrozen(headers) || Object.isFrozen(auth) || Object.isFrozen(tags)).toBe(false);
  });

  it("freezes the result and everything it copied", () => {
    const config = resolveConfig({
      generationExport: { headers: { "X-Team": "search" }, auth: { mode: "none" } },
      tags: { region: "eu" },
    });
    const { generationExport, embeddingCapture, api, tags } = config;
    const parts = [
      config,
      generationExport,
      generationExport.headers,
      generationExport.auth,
      embeddingCapture,
      api,
      tags,
    ];
    expect(parts.map((part) => Object.isFrozen(part))).toEqual(parts.map(() => true));
  });

  describe("endpoint", () => {
    const endpointOf = (options: SigilClientOptions): string => resolveConfig(options).generationExport.endpoint;

    it("depends on the protocol", () => {
      expect(endpointOf({ generationExport: { protocol: "grpc" } })).toBe("localhost:4317");
      expect(endpointOf({ generationExport: { protocol: "none" } })).toBe(DEFAULTS.generationExport.endpoint);
    });

    it("may be given by its alias, which wins unless it is blank", () => {
      const generationExport = { endpoint: "http://own.example" };
      expect(endpointOf({ generationExportEndpoint: "http://alias.example", generationExport })).toBe(
        "http://alias.example",
      );
      expect(endpointOf({ generationExportEndpoint: " ", generationExport })).toBe("http://own.example");
      expect(problemOf({ generationExportEndpoint: "ftp://alias.example" })).toBe(
        'generationExport.endpoint: scheme "ftp" is not supported; use http or https',
      );
    });

    it("is not looked at when nothing is sent to it", () => {
      expect(endpointOf({ generationExport: { protocol: "none", endpoint: "::" } })).toBe("::");
    });
  });
});

const WHOLE_NUMBERS: readonly [path: string, min: number, max: number | undefined][] = [
  ["generationExport.batchSize", 1, undefined],
  ["generationExport.batchMaxBytes", 1, 16_777_216],
  ["generationExport.flushIntervalMs", 1, undefined],
  ["generationExport.queueSize", 1, undefined],
  ["generationExport.queueMaxBytes", 1, undefined],
  ["generationExport.payloadMaxBytes", 1, 16_777_215],
  ["generationExport.maxRetries", 0, undefined],
  ["generationExport.initialBackoffMs", 1, undefined],
  ["generationExport.maxBackoffMs", 1, undefined],
  ["generationExport.timeoutMs", 1, undefined],
  ["generationExport.flushTimeoutMs", 1, undefined],
  ["generationExport.responseMaxBytes", 1, undefined],
  ["embeddingCapture.maxInputItems", 1, undefined],
  ["embeddingCapture.maxTextLength", 1, undefined],
];

it("reads no environment variable", () => {
  const variables = readSpecRows<{ env?: string }>("config", "options").flatMap(({ env }) => env ?? []);
  expect(variables.length).toBeGreaterThan(10);
  try {
    for (const prefix of ["SIGIL_", "AGENTO11Y_"]) for (const name of variables) vi.stubEnv(prefix + name, "none");
    expect(resolveConfig()).toEqual(DEFAULTS);
  } finally {
    vi.unstubAllEnvs();
  }
});

describe("an option that is wrong", () => {
  it.each(WHOLE_NUMBERS)("is refused: %s", (path, min, max) => {
    const refusals = [min - 1, -5, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, "100", null, true, {}];
    const shown = [
      String(min - 1),
      "-5",
      "1.5",
      "NaN",
      "Infinity",
      "9007199254740992",
      '"100"',
      "null",
      "true",
      "an object",
    ];
    const wanted = max === undefined ? `a whole number of at least ${min}` : `a whole number from ${min} to ${max}`;
    const problems = shown.map((value) => `${path}: ${value} is not ${wanted}`);
    expect(refusals.map((value) => problemOf(inGroup(path, value)))).toEqual(problems);
    if (max !== undefined) expect(problemOf(inGroup(path, max + 1))).toBe(`${path}: ${max + 1} is not ${wanted}`);
  });

  const words = "http, grpc, none";
  const modes = "default, full, no_tool_content, full_with_metadata_spans, metadata_only";
  it.each<[options: unknown, problem: string]>([
    [null, "options: null is not an object"],
    ["http://localhost", "options: a string is not an object"],
    [{ generationExport: "http" }, "generationExport: a string is not an object"],
    [{ generationExport: [] }, "generationExport: a list is not an object"],
    [{ generationExport: { protocol: "otlp" } }, `generationExport.protocol: "otlp" is not one of ${words}`],
    [{ generationExport: { protocol: 1 } }, `generationExport.protocol: 1 is not one of ${words}`],
    [
      { generationExport: { protocol: "x".repeat(99) } },
      `generationExport.protocol: "${"x".repeat(60)}..." is not one of ${words}`,
    ],
    [{ generationExport: { endpoint: 8080 } }, "generationExport.endpoint: a number is not a string"],
    [{ generationExport: { insecure: "yes" } }, "generationExport.insecure: a string is not a boolean"],
    [
      { generationExport: { batching: "never" } },
      'generationExport.batching: "never" is not one of batched, immediate',
    ],
    [
      { generationExport: { headers: "X-Team: search" } },
      "generationExport.headers: use a plain object or a function that returns one",
    ],
    ...[new Headers({ "X-Team": "search" }), new Map([["X-Team", "search"]]), [["X-Team", "search"]]].map(
      (headers): [object, string] => [
        { generationExport: { headers } },
        "generationExport.headers: use a plain object or a function that returns one",
      ],
    ),
    [
      { generationExport: { headers: { "HTTP2-Settings": "1" } } },
      "generationExport.headers: HTTP2-Settings belongs to the connection; remove it",
    ],
    [
      { generationExport: { headers: { "X-Team": 7 } } },
      "generationExport.headers.X-Team: use a string or a function that returns one",
    ],
    [{ generationExport: { headers: { "X Team": "" } } }, 'generationExport.headers: "X Team" is not a header name'],
    [
      { generationExport: { headers: { "Content-Length": "1" } } },
      "generationExport.headers: Content-Length belongs to the connection; remove it",
    ],
    [{ generationExportEndpoint: {} }, "generationExportEndpoint: an object is not a string"],
    [{ contentCapture: "some" }, `contentCapture: "some" is not one of ${modes}`],
    [{ contentCaptureResolver: "full" }, "contentCaptureResolver: a string is not a function"],
    [{ generationSanitizer: {} }, "generationSanitizer: an object is not a function"],
    [{ embeddingCapture: true }, "embeddingCapture: a boolean is not an object"],
    [{ embeddingCapture: { captureInput: 1 } }, "embeddingCapture.captureInput: a number is not a boolean"],
    [{ agentName: 7 }, "agentName: a number is not a string"],
    [{ agentVersion: 7 }, "agentVersion: a number is not a string"],
    [{ userId: 7 }, "userId: a number is not a string"],
    [{ generationExport: { auth: "secret" } }, "generationExport.auth: a string is not an object"],
    [{ generationExport: { auth: () => "secret" } }, "generationExport.auth: a function is not an object"],
    [{ generationExport: { auth: { mode: 7 } } }, "generationExport.auth.mode: a number is not a string"],
    [
      { generationExport: { auth: { mode: "bearer", bearerToken: 7 } } },
      "generationExport.auth.bearerToken: a number is not a string or a function",
    ],
    [{ tags: { region: 7 } }, "tags: an object is not an object of strings"],
    [{ tags: ["eu"] }, "tags: a list is not an object of strings"],
    [{ tracer: "otel" }, "tracer: a string is not an object"],
    [{ meter: 7 }, "meter: a number is not an object"],
    [{ logger: true }, "logger: a boolean is not an object"],
    [{ onDrop: {} }, "onDrop: an object is not a function"],
    [{ onError: "log" }, "onError: a string is not a function"],
    [{ now: 0 }, "now: a number is not a function"],
    [{ sleep: 0 }, "sleep: a number is not a function"],
    [{ random: 0.5 }, "random: a number is not a function"],
    [{ generationExporter: null }, "generationExporter: null is not an object"],
    [
      { generationExporter: { export: () => [] } },
      "generationExporter.format: undefined is not one of record, protobuf, json",
    ],
    [{ generationExporter: { format: "json" } }, "generationExporter.export: undefined is not a function"],
  ])("is refused by name, and with what is allowed: %j", (options, problem) => {
    expect(problemOf(options)).toBe(problem);
  });

  it.each<[options: unknown, problem: string]>([
    [{ api: { url: "http://localhost" } }, "api.url: there is no such option; known are endpoint"],
    [
      { embeddingCapture: { maxItems: 1 } },
      "embeddingCapture.maxItems: there is no such option; known are captureInput, maxInputItems, maxTextLength",
    ],
    [
      { generationExport: { auth: { mode: "bearer", token: "x" } } },
      "generationExport.auth.token: there is no such option; known are mode, tenantId, bearerToken, basicUser, basicPassword",
    ],
  ])("is refused when it does not exist: %j", (options, problem) => {
    expect(problemOf(options)).toBe(problem);
  });

  it("is refused in combination: the first wait must not be above the longest", () => {
    const problem = (initialBackoffMs?: number, maxBackoffMs?: number): string =>
      problemOf({ generationExport: { initialBackoffMs, maxBackoffMs } });
    expect([problem(200, 100), problem(6000), problem(undefined, 99), problem(100, 100)]).toEqual([
      "generationExport.initialBackoffMs: 200 is above generationExport.maxBackoffMs 100; use a value up to it",
      "generationExport.initialBackoffMs: 6000 is above generationExport.maxBackoffMs 5000; use a value up to it",
      "generationExport.initialBackoffMs: 100 is above generationExport.maxBackoffMs 99; use a value up to it",
      "accepted",
    ]);
  });

  it("is a SigilError with code config", () => {
    let thrown: unknown;
    try {
      resolveConfig({ generationExport: { batchSize: 0 } });
    } catch (error) {
      thrown = error;
    }
    const { name, code, message } = thrown as SigilError;
    expect({ name, code, message }).toEqual({
      name: "SigilError",
      code: "config",
      message: "generationExport.batchSize: 0 is not a whole number of at least 1",
    });
  });
});

describe("the endpoint of the API", () => {
  it("fills in the default for a blank endpoint, and freezes the group", () => {
    const { api } = resolveConfig({ api: { endpoint: "  " } });
    expect(api).toEqual({ endpoint: "http://localhost:8080" });
    expect(Object.isFrozen(api)).toBe(true);
    expect(resolveConfig().api).toEqual({ endpoint: "http://localhost:8080" });
  });
});
