// SPDX-License-Identifier: Apache-2.0
import { beforeAll, describe, expect, test } from "vitest";
import type { SpecModel } from "../model.js";
import type { ScenariosFile } from "../schema/scenarios.js";
import { loadTinyModel } from "../testing/load-tiny.js";
import { loadVendorModel } from "../testing/target-harness.js";
import { deriveSuites } from "./derive-suites.js";
import { resolveMode } from "./resolve-mode.js";
import { spanAttributes } from "./span-attributes.js";
import { toProtoJson } from "./to-proto-json.js";

let model: SpecModel;
let suites: readonly ScenariosFile[];

beforeAll(async () => {
  model = await loadVendorModel();
  suites = deriveSuites(model);
});

function find(id: string): unknown {
  return suites.flatMap(({ scenarios }) => scenarios).find((scenario) => scenario.id === id);
}

test("derives from every table", () => {
  expect(suites.map(({ suite }) => suite)).toEqual([
    "derived-answers",
    "derived-auth",
    "derived-capture",
    "derived-classification",
    "derived-endpoints",
    "derived-metadata",
    "derived-precedence",
    "derived-span-content",
    "derived-usage",
    "derived-validation",
  ]);
});

test("does without what a smaller spec lacks", async () => {
  const ids = deriveSuites(await loadTinyModel()).flatMap(({ scenarios }) => scenarios.map(({ id }) => id));
  expect(ids).toContain("precedence.generation.nobody");
  expect(ids.filter((id) => id.startsWith("precedence.tool"))).toEqual([]);
});

test("gives each mode of authentication every combination of credentials", () => {
  const auth = suites.find(({ suite }) => suite === "derived-auth")?.scenarios ?? [];
  expect(auth).toHaveLength(5 * 16);
  expect(find("auth.matrix.tenant.id")).toMatchObject({
    rules: ["auth_row.tenant"],
    transports: ["http", "grpc"],
    expect: { requests: [{ headers: { "x-scope-orgid": "team-a", authorization: { $absent: true } } }] },
  });
  expect(find("auth.matrix.basic.user-password")).toMatchObject({
    expect: { requests: [{ headers: { authorization: "Basic dXNlci03OnDDpHNzd29yZA==" } }] },
  });
  expect(find("auth.matrix.none.token")).toMatchObject({
    rules: ["auth_row.none.credentials"],
    expect: { open_error: {} },
  });
});

test("tells what each class of answer does to a batch of two", () => {
  expect(find("answer.http.503")).toMatchObject({
    expect: { requests: [{ records: 2 }, { records: 2 }], counts: { delivered: 2, retried: 2 } },
  });
  expect(find("answer.http.413")).toMatchObject({
    expect: { requests: [{ records: 2 }, { records: 1 }, { records: 1 }], counts: { delivered: 2 } },
  });
  expect(find("answer.grpc.permission-denied")).toMatchObject({
    transports: ["grpc"],
    expect: { requests: [{ records: 2 }], counts: { delivered: 0, dropped: { auth: 2 } } },
  });
});

describe("the mode of a recording", () => {
  test.each([
    [{}, "no_tool_content"],
    [{ client: "full" }, "full"],
    [{ resolver: "default", context: "metadata_only", client: "full" }, "metadata_only"],
    [{ resolver: "full", context: "metadata_only" }, "full"],
    [{ resolver: "throws", context: "full" }, "metadata_only"],
    [{ resolver: "full", inherited: "metadata_only" }, "metadata_only"],
    [{ recording: "full", inherited: "metadata_only" }, "full"],
    [{ resolver: "metadata_only", inherited: "full" }, "metadata_only"],
  ])("%j is %s", (layers, mode) => {
    expect(resolveMode(model, "tool", layers)).toBe(mode);
  });

  test("a rating asks no context", () => {
    expect(resolveMode(model, "rating", { context: "full", client: "metadata_only" })).toBe("metadata_only");
  });
});

describe("who decides the mode", () => {
  const precedence = (): ScenariosFile["scenarios"] =>
    suites.find(({ suite }) => suite === "derived-precedence")?.scenarios ?? [];

  test.each(["generation", "tool", "embedding", "rating"])("asks every pair of layers of a %s", (kind) => {
    const own = precedence().filter(({ id }) => id.startsWith(`precedence.${kind}.`));
    const rows = model.capture.precedence.filter(({ recordings }) => recordings.includes(kind));
    const rules = new Set(own.flatMap((scenario) => scenario.rules));
    expect([...rules].sort()).toEqual([...rows, ...model.capture.fail_closed].map(({ id }) => id).sort());
    const clients = own.filter(({ id }) => !id.includes(".inside.")).map(({ id }) => id.split(".").at(-1));
    expect(clients).toEqual([
      "nobody",
      "resolver-default",
      "resolver-full",
      "resolver-metadata-only",
      "resolver-throws",
      "client-full",
      "client-metadata-only",
      "client-default",
      "client-metadata-only-resolver-full",
      "client-full-resolver-metadata-only",
      "client-full-resolver-throws",
      "client-full-resolver-promise",
      "client-full-resolver-not-a-mode",
    ]);
  });

  test("records every pair of what scope and recording say, with a text of its own that a closed one hides", () => {
    const found = find("precedence.generation.client-metadata-only") as {
      readonly steps: readonly { readonly op: string; readonly as?: string }[];
      readonly expect: { readonly generations: readonly object[]; readonly nowhere: readonly string[] };
    };
    const names = found.steps.flatMap(({ op, as }) => (op === "start_generation" ? [as] : []));
    expect(names).toHaveLength(16);
    expect(names.slice(0, 4)).toEqual(["silent", "recording_default", "recording_full", "recording_metadata_only"]);
    expect(found.expect.generations).toHaveLength(16);
    expect(found.expect.nowhere).toEqual(
      [
        ...["silent", "recording_default", "recording_metadata_only", "context_default"],
        ...["context_default_recording_default", "context_default_recording_metadata_only"],
        ...["context_full_recording_metadata_only", "context_metadata_only", "context_metadata_only_recording_default"],
        "context_metadata_only_recording_metadata_only",
      ].map((name) => `secret of ${name}.`),
    );
  });

  test("a generation around a recording may be loosened by that recording alone", () => {
    expect(find("precedence.tool.inside.resolver-full")).toMatchObject({
      expect: {
        spans: expect.arrayContaining([
          expect.objectContaining({
            of: "inherited_metadata_only_context_full",
            parent: "outer_metadata_only",
            attributes: {
              "gen_ai.operation.name": "execute_tool",
              "gen_ai.tool.name": "weather",
              "sigil.sdk.name": { $ref: "sdk.name" },
            },
          }),
          expect.objectContaining({
            of: "inherited_metadata_only_recording_full",
            attributes: expect.objectContaining({ "gen_ai.tool.description": expect.any(String) }),
          }),
        ]),
      },
    });
  });
});

test("writes records as an ingest stores them", () => {
  const record = {
    id: "gen_1",
    response_id: "",
    user_id: "user-7",
    mode: "STREAM",
    model: { provider: "openai", name: "" },
    max_tokens: 0,
    input: [{ role: "user", parts: [{ kind: "text", text: "", provider_type: "input_text" }] }],
    tools: [{ name: "weather", input_schema_json: "{}", deferred: false }],
    tags: {},
    started_at: { $time: "+0s" },
  };
  expect(toProtoJson(model, "Generation", record)).toEqual({
    id: "gen_1",
    mode: "GENERATION_MODE_STREAM",
    model: { provider: "openai" },
    max_tokens: "0",
    input: [{ role: "MESSAGE_ROLE_USER", parts: [{ metadata: { provider_type: "input_text" }, text: "" }] }],
    tools: [{ name: "weather", input_schema_json: { $bytes: "{}" } }],
    usage: {},
    started_at: { $time: "+0s" },
    metadata: { "sigil.user.id": "user-7" },
  });
});

test("writes spans by their rows", () => {
  const record = { tool_name: " weather ", tool_call_id: "", arguments: { city: "Bern" }, result: "rain" };
  expect(spanAttributes(model, "tool", record, { error_category: "timeout" })).toEqual({
    "gen_ai.operation.name": "execute_tool",
    "gen_ai.tool.name": "weather",
    "sigil.sdk.name": { $ref: "sdk.name" },
    "gen_ai.tool.call.arguments": { $json: { city: "Bern" } },
    "gen_ai.tool.call.result": { $json: "rain" },
    "error.category": "timeout",
  });
});
