// SPDX-License-Identifier: Apache-2.0
// Keys of the caller stand in no record and in no artifact, however deep a provider nests its settings.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SECRETS } from "../../../generated/ts/providers.js";
import * as anthropic from "../../anthropic/index.js";
import * as gemini from "../../gemini/index.js";
import * as openai from "../../openai/index.js";
import { type ProviderSample, providerSamples } from "../../testing-support/provider-samples.js";
import { withoutSecrets } from "./without-secrets.js";

const CANARY = "sk-canary";
const SECRET_MEMBERS = Object.fromEntries(SECRETS.members.map((name) => [name, { value: CANARY }]));

/** Settings under any names, with every secret at the end of any of them. */
const settings = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 8 },
    fc.constant<unknown>({ ...SECRET_MEMBERS, name: "docs" }),
    fc.array(tie("node"), { maxLength: 3 }),
    fc.dictionary(
      fc.string().filter((key) => !SECRETS.data.includes(key)),
      tie("node"),
      { maxKeys: 3 },
    ),
    fc.record({ type: fc.constantFrom("mcp", "function"), input: fc.array(tie("node")), tools: tie("node") }),
  ),
})).node;

describe("JSON of a provider", () => {
  it("shows no secret, however deep it stands", () => {
    fc.assert(
      fc.property(settings, (value) => {
        expect(JSON.stringify(withoutSecrets({ type: "settings", value })) ?? "").not.toContain(CANARY);
      }),
    );
  });

  it("shows nothing of what is deeper than any provider nests it", () => {
    let deep: unknown = SECRET_MEMBERS;
    for (let depth = 0; depth < 5_000; depth += 1) deep = depth % 2 === 0 ? [deep] : { deep };
    expect(JSON.stringify(withoutSecrets(deep))).not.toContain(CANARY);
  });

  it("is the very value when it holds none, and keeps the names of the application's own data", () => {
    const value = { tools: [{ properties: { headers: { type: "object" } } }], args: { headers: { a: "1" } } };
    expect(withoutSecrets(value)).toBe(value);
    expect(withoutSecrets({ input: { type: "mcp", headers: CANARY } })).toEqual({ input: { type: "mcp" } });
  });
});

type Map = (request: never, response: never, options: object) => unknown;

const MAPPERS: Readonly<Record<ProviderSample["provider"], Map>> = {
  openai: openai.fromRequestResponse as Map,
  anthropic: anthropic.fromRequestResponse as Map,
  gemini: gemini.fromRequestResponse as Map,
};

/** Schemas and results are the application's, actions and operations the model's: what stands there is their own. */
const OWN_DATA = [...SECRETS.data, "parameters", "input_schema", "action", "operation", "toolResponse"].filter(
  (name) => name !== "input",
);

/** Every secret in every object of a provider. */
function withSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSecrets);
  if (typeof value !== "object" || value === null) return value;
  // The input of a request is the provider's, that of a call the model's.
  const isCall = "type" in value && String(value.type).endsWith("_use");
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    OWN_DATA.some((name) => key.startsWith(name)) || (isCall && key === "input") ? item : withSecrets(item),
  ]);
  return { ...Object.fromEntries(entries), ...SECRET_MEMBERS };
}

/** Items of requests that hold tools, or of which nobody knows what they hold. */
const ITEMS = [
  { type: "additional_tools", role: "developer", tools: [{ type: "mcp", server_label: "m" }] },
  { type: "tool_search_output", call_id: "k", tools: [{ type: "mcp", server_label: "m" }] },
  { type: "mcp_list_tools", tools: [{ name: "a" }] },
  { type: "browser_call", settings: { session: {} } },
  { type: "browser_output", settings: [{ session: {} }] },
  { type: "browser", settings: [{ session: {} }] },
];

describe("a call of a model shows none of the caller's keys", () => {
  const samples = (["openai", "anthropic", "gemini"] as const)
    .flatMap(providerSamples)
    .filter(({ mode, http }) => mode === "SYNC" && http.status < 400);

  it.each(samples)("$id", ({ provider, request, response }) => {
    const given = [withSecrets(request), withSecrets(response)] as never[];
    const mapped = MAPPERS[provider](given[0] as never, given[1] as never, { rawArtifacts: true });
    expect(JSON.stringify(mapped)).not.toContain(CANARY);
  });

  it.each(ITEMS)("in an item of the type $type", (item) => {
    const request = { model: "m", input: [withSecrets(item)], tool_choice: withSecrets({ type: "allowed_tools" }) };
    const response = { output: [withSecrets(item)] };
    const mapped = openai.fromRequestResponse(request as never, response as never, { rawArtifacts: true });
    expect(JSON.stringify(mapped)).not.toContain(CANARY);
    const { input, output } = openai.fromRequestResponse(request as never, response as never);
    expect([input?.length, output?.length]).toEqual([1, 1]);
  });

  it("in the settings of a tool", () => {
    const secret = { domain: "a.test", name: "KEY", value: CANARY };
    const tools = [{ type: "shell", environment: { network_policy: { domain_secrets: [secret] } } }];
    const maps = { authConfig: { apiKey: CANARY, apiKeyConfig: { apiKeyString: CANARY } } };
    const options = { rawArtifacts: true };
    const mapped = [
      openai.fromRequestResponse({ model: "m", input: "x", tools } as never, {} as never, options),
      gemini.fromRequestResponse(
        { model: "m", contents: "x", config: { tools: [{ googleMaps: maps }] } } as never,
        {} as never,
        options,
      ),
    ];
    expect(JSON.stringify(mapped)).not.toContain(CANARY);
  });
});
