// SPDX-License-Identifier: Apache-2.0
import { DiagLogLevel, diag } from "@opentelemetry/api";
import { describe, expect, it, vi } from "vitest";
import type { SigilClientOptions } from "../../generated/ts/options.js";
import { resolveConfig } from "../config/resolve-config.js";
import { configFromEnv, type Environment, redactorOptionsFromEnv } from "./index.js";

function read(env: Environment, options?: SigilClientOptions): { config: SigilClientOptions; warnings: string[] } {
  const warnings: string[] = [];
  return { config: configFromEnv(env, { options, onWarning: (message) => warnings.push(message) }), warnings };
}

describe("configFromEnv", () => {
  it("reads every variable", () => {
    const { config, warnings } = read({
      SIGIL_PROTOCOL: " HTTP ",
      SIGIL_ENDPOINT: " https://ingest.example ",
      SIGIL_HEADERS: "X-Team=search, X-Key = a=b ,",
      SIGIL_AUTH_MODE: "Basic",
      SIGIL_AUTH_TENANT_ID: "4711",
      SIGIL_AUTH_TOKEN: " secret ",
      SIGIL_INSECURE: "YES",
      SIGIL_CONTENT_CAPTURE_MODE: "Metadata_Only",
      SIGIL_AGENT_NAME: "planner",
      SIGIL_AGENT_VERSION: "1.2",
      SIGIL_USER_ID: "user-7",
      SIGIL_TAGS: "service=checkout,__proto__=x",
      OTHER: "x",
    });
    expect(warnings).toEqual([]);
    expect(config).toEqual({
      generationExport: {
        protocol: "http",
        endpoint: "https://ingest.example",
        headers: { "X-Team": "search", "X-Key": "a=b" },
        auth: { mode: "basic", tenantId: "4711", basicPassword: "secret" },
        insecure: true,
      },
      api: { endpoint: "https://ingest.example" },
      contentCapture: "metadata_only",
      agentName: "planner",
      agentVersion: "1.2",
      userId: "user-7",
      tags: JSON.parse('{"service":"checkout","__proto__":"x"}'),
    });
    expect(() => resolveConfig(config)).not.toThrow();
  });

  it("takes blank variables as unset", () => {
    const env = {
      SIGIL_PROTOCOL: " ",
      SIGIL_ENDPOINT: "",
      SIGIL_AUTH_MODE: "\t",
      SIGIL_TAGS: " , ",
      SIGIL_USER_ID: undefined,
    };
    expect(read(env)).toEqual({ config: {}, warnings: [] });
    expect(read({})).toEqual({ config: {}, warnings: [] });
  });

  it.each([
    ["1", true],
    ["true", true],
    ["On", true],
    ["0", false],
    ["no", false],
    ["OFF", false],
  ])("reads the switch %s as %s", (word, expected) => {
    expect(read({ SIGIL_INSECURE: word }).config).toEqual({ generationExport: { insecure: expected } });
  });

  it("skips what it cannot read with a warning that does not repeat the value", () => {
    const env = {
      SIGIL_PROTOCOL: "htp",
      SIGIL_INSECURE: "maybe",
      SIGIL_CONTENT_CAPTURE_MODE: "some",
      SIGIL_HEADERS: "canary,X-Team=search,=canary",
      SIGIL_AUTH_MODE: "canary",
    };
    expect(read(env)).toEqual({
      config: { generationExport: { headers: { "X-Team": "search" } }, contentCapture: "metadata_only" },
      warnings: [
        "SIGIL_PROTOCOL: not one of http, grpc, none; ignored",
        "SIGIL_HEADERS: pair 1 is not key=value; ignored",
        "SIGIL_HEADERS: pair 3 is not key=value; ignored",
        "SIGIL_INSECURE: not one of 1, true, yes, on, 0, false, no, off; ignored",
        "SIGIL_CONTENT_CAPTURE_MODE: not one of default, full, no_tool_content, full_with_metadata_spans, metadata_only; taken as metadata_only",
        "SIGIL_AUTH_MODE: not one of none, tenant, bearer, basic; ignored",
      ],
    });
  });

  it("warns by OpenTelemetry's diag logger unless told otherwise", () => {
    const lines: string[] = [];
    const ignore = (): void => undefined;
    const logger = {
      error: ignore,
      info: ignore,
      debug: ignore,
      verbose: ignore,
      warn: (line: string) => lines.push(line),
    };
    diag.setLogger(logger, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
    try {
      expect(configFromEnv({ SIGIL_PROTOCOL: "htp" })).toEqual({});
    } finally {
      diag.disable();
    }
    expect(lines).toEqual(["sigil: SIGIL_PROTOCOL: not one of http, grpc, none; ignored"]);
  });

  it("warns on the console in debug mode, whoever asks for it", () => {
    const written = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    configFromEnv({ SIGIL_DEBUG: "on", SIGIL_PROTOCOL: "htp" });
    configFromEnv({ SIGIL_PROTOCOL: "htp" }, { options: { debug: true } });
    configFromEnv({ SIGIL_DEBUG: "on", SIGIL_PROTOCOL: "htp" }, { options: { debug: false } });
    const lines = written.mock.calls;
    written.mockRestore();
    expect(lines).toEqual(Array(2).fill(["sigil: SIGIL_PROTOCOL: not one of http, grpc, none; ignored"]));
  });

  it("reads the process's own environment by default", () => {
    process.env["SIGIL_AGENT_NAME"] = "of the process";
    try {
      expect(configFromEnv()).toEqual({ agentName: "of the process" });
    } finally {
      delete process.env["SIGIL_AGENT_NAME"];
    }
  });
});

describe("credentials from the environment", () => {
  const all = { SIGIL_AUTH_TENANT_ID: "team-a", SIGIL_AUTH_TOKEN: "secret" };
  it.each([
    ["none", { mode: "none" }],
    ["tenant", { mode: "tenant", tenantId: "team-a" }],
    ["bearer", { mode: "bearer", bearerToken: "secret" }],
    ["basic", { mode: "basic", tenantId: "team-a", basicPassword: "secret" }],
  ])("are those of the mode %s", (mode, auth) => {
    const { config, warnings } = read({ ...all, SIGIL_AUTH_MODE: mode });
    expect({ config, warnings }).toEqual({ config: { generationExport: { auth } }, warnings: [] });
    expect(() => resolveConfig(config)).not.toThrow();
  });

  it("are not sent without a mode, with a warning", () => {
    expect(read(all)).toEqual({
      config: {},
      warnings: [
        "SIGIL_AUTH_TENANT_ID is set but SIGIL_AUTH_MODE names no mode; no credentials are sent",
        "SIGIL_AUTH_TOKEN is set but SIGIL_AUTH_MODE names no mode; no credentials are sent",
      ],
    });
  });

  it("fail at construction when the mode lacks one", () => {
    expect(() => resolveConfig(read({ SIGIL_AUTH_MODE: "bearer" }).config)).toThrowError(
      'generationExport.auth: mode "bearer" requires bearerToken',
    );
  });

  it("give way as a whole to those in code", () => {
    const options: SigilClientOptions = { generationExport: { auth: { mode: "tenant", tenantId: "team-b" } } };
    expect(read({ ...all, SIGIL_AUTH_MODE: "bearer" }, options)).toEqual({ config: options, warnings: [] });
  });
});

describe("options in code", () => {
  it("win over variables one by one, and tags are overlaid", () => {
    const now = (): Date => new Date(0);
    const { config } = read(
      {
        SIGIL_ENDPOINT: "https://env.example",
        SIGIL_INSECURE: "true",
        SIGIL_HEADERS: "X-Env=1",
        SIGIL_AGENT_NAME: "env",
        SIGIL_USER_ID: "env",
        SIGIL_TAGS: "a=env,b=env",
      },
      {
        generationExport: { insecure: false, endpoint: undefined, headers: { "X-Code": "1" }, batchSize: 5 },
        api: { endpoint: "https://api.example" },
        agentName: "code",
        userId: undefined,
        tags: { b: "code", c: "code" },
        now,
      },
    );
    expect(config).toEqual({
      generationExport: { endpoint: "https://env.example", insecure: false, headers: { "X-Code": "1" }, batchSize: 5 },
      api: { endpoint: "https://api.example" },
      agentName: "code",
      userId: "env",
      tags: { a: "env", b: "code", c: "code" },
      now,
    });
  });

  it("of a wrong shape are handed on, so that the client reports them", () => {
    const { config } = read({ SIGIL_ENDPOINT: "https://env.example" }, {
      generationExport: 5,
    } as unknown as SigilClientOptions);
    expect(() => resolveConfig(config)).toThrowError("generationExport: a number is not an object");
  });
});

describe("the host of the API", () => {
  const cases: readonly [string, Environment, SigilClientOptions | undefined, string | undefined][] = [
    [
      "is the export's over HTTP",
      { SIGIL_ENDPOINT: "https://a.example/api/v1/generations:export" },
      undefined,
      "https://a.example/api/v1/generations:export",
    ],
    ["is the export's without a scheme", { SIGIL_ENDPOINT: "a.example:8080" }, undefined, "a.example:8080"],
    [
      "is the export's with protocol none",
      { SIGIL_ENDPOINT: "http://a.example", SIGIL_PROTOCOL: "none" },
      undefined,
      "http://a.example",
    ],
    [
      "is not that of a gRPC target",
      { SIGIL_ENDPOINT: "a.example:4317", SIGIL_PROTOCOL: "grpc" },
      undefined,
      undefined,
    ],
    [
      "is not that of a gRPC target in code",
      { SIGIL_ENDPOINT: "http://a.example:4317" },
      { generationExport: { protocol: "grpc" } },
      undefined,
    ],
    ["is not that of a gRPC scheme", { SIGIL_ENDPOINT: "grpc://a.example:4317" }, undefined, undefined],
    [
      "is the export's when code says HTTP",
      { SIGIL_ENDPOINT: "a.example", SIGIL_PROTOCOL: "grpc" },
      { generationExport: { protocol: "http" } },
      "a.example",
    ],
  ];
  it.each(cases)("%s", (_, env, options, expected) => {
    const { config } = read(env, options);
    expect(config.api?.endpoint).toBe(expected);
    expect(config.generationExport?.endpoint).toBe(env["SIGIL_ENDPOINT"]);
  });
});

it("reads the redactor's switch", () => {
  const warnings: string[] = [];
  const onWarning = (message: string): void => void warnings.push(message);
  expect(redactorOptionsFromEnv({ SIGIL_REDACT_INPUT_MESSAGES: "yes" })).toEqual({ redactInputMessages: true });
  expect(redactorOptionsFromEnv({}, { onWarning })).toEqual({});
  expect(redactorOptionsFromEnv({ SIGIL_REDACT_INPUT_MESSAGES: "perhaps" }, { onWarning })).toEqual({});
  expect(warnings).toEqual(["SIGIL_REDACT_INPUT_MESSAGES: not one of 1, true, yes, on, 0, false, no, off; ignored"]);
});
