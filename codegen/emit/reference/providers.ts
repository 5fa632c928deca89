// SPDX-License-Identifier: Apache-2.0
import type { Emitter, SpecModel } from "../../model.js";
import { camelCase } from "../../naming.js";
import { providerOptionValues } from "../../option-values.js";
import type { ProviderApi } from "../../schema/providers.js";
import { anchor, code, codes, heading, json, link, prose, table } from "./markdown.js";
import { type Page, pageEmitter } from "./page.js";

export const providersPage: Page = {
  name: "providers",
  title: "Providers",
  summary: "What requests, answers and events of OpenAI, Anthropic and Gemini become.",
  inputs: () => ["spec/providers.yaml", "spec/config.yaml", "spec/attributes.yaml", "spec/sdk.yaml"],
  blocks: (model) => [
    heading(2, "Providers", "providers"),
    table(
      ["Name", "Package", "Versions"],
      model.providers.providers.map((entry) => [
        `${anchor(`provider-${entry.id}`)}${code(entry.name)}`,
        code(entry.package),
        code(entry.range),
      ]),
    ),
    ...describeOptions(model),
    ...describeStops(model),
    ...describeShared(model),
    ...model.providers.apis.flatMap((api) => describeApi(api, model)),
  ],
};

/** Stop reasons, stream ends, placeholders, and the tables of every API. */
export const referenceProvidersEmitter: Emitter = pageEmitter(providersPage);

function describeOptions({ providers, config }: SpecModel): string[] {
  const takers: Readonly<Record<string, string>> = { mappers: "all", wrappers: "wrappers" };
  return [
    heading(2, "Options", "options"),
    "Options of wrappers, of single calls, and, where all take them, of mappers. A wrong one is an error when it is handed over.",
    table(
      ["Option", "Type", "Default", "Taken by", "Description", "Why"],
      providers.options.map((option) => {
        const { id, type, ts_type, taken_by: taker, default: value, brief, note, rationale } = option;
        const words = providerOptionValues(option, config)?.map((word) => `${code(word.value)}: ${prose(word.brief)}`);
        return [
          `${anchor(id)}${code(camelCase(id.split(".").at(-1) ?? id))}`,
          words?.join("\n") ?? code(ts_type ?? (type === "string_map" ? "Record<string, string>" : type)),
          value === undefined ? "" : json(value),
          takers[taker] ?? providers.providers.find((provider) => provider.id === taker)?.title ?? taker,
          prose(brief, note),
          prose(rationale),
        ];
      }),
    ),
  ];
}

function describeStops({ providers }: SpecModel): string[] {
  return [
    heading(2, "Stop reasons", "stop-reasons"),
    "Records keep the provider's word; `canonicalStopReason` gives the canonical one.",
    table(
      ["Canonical", "Description", ...providers.providers.map(({ name }) => name)],
      providers.stop_reasons.map((entry) => [
        `${anchor(`stop-reason-${entry.id}`)}${code(entry.id)}`,
        prose(entry.brief, entry.note),
        ...providers.providers.map(({ id }) => codes(entry.values[id] ?? [])),
      ]),
    ),
    heading(2, "Ends of streams", "stream-ends"),
    table(
      ["Outcome", "Description", "Stop reason", "Failed call"],
      providers.stream_ends.map((entry) => [
        entry.outcome === undefined ? "none" : code(entry.outcome),
        prose(entry.brief),
        entry.stop_reason === "provider" ? "the provider's, as far as seen" : "none",
        entry.call_error ? "yes" : "no",
      ]),
    ),
  ];
}

function describeShared({ providers }: SpecModel): string[] {
  return [
    heading(2, "Placeholders", "placeholders"),
    table(
      ["Text", "Description", "Examples"],
      providers.placeholders.map((entry) => [code(entry.text), prose(entry.brief), codes(entry.examples)]),
    ),
    heading(2, "Unknown kinds", "unknown-kinds"),
    "A kind that no table names is never dropped. The end of its name decides; anything else becomes text with its JSON.",
    table(
      ["Ends with", "Becomes"],
      providers.unknown_kinds.map(({ suffixes, becomes }) => [codes(suffixes), becomes.replace("_", " ")]),
    ),
    heading(2, "Raw artifacts", "artifacts"),
    table(
      ["Name", "Kind", "Description"],
      providers.artifacts.map(({ suffix, kind, brief }) => [code(`<API>.${suffix}`), code(kind), prose(brief)]),
    ),
  ];
}

function describeApi(api: ProviderApi, model: SpecModel): string[] {
  return [
    heading(2, `${api.brief.replace(/\.$/, "")} (${api.provider})`, api.id),
    `Calls: ${codes(api.calls)}.${api.artifact === undefined ? "" : ` Raw artifacts: ${code(`${api.artifact}.*`)}.`}`,
    table(
      ["Field", "Request"],
      api.request.map(({ field, paths }) => [code(field), codes(paths)]),
    ),
    table(
      ["Count", `Usage${api.usage_at === undefined ? "" : ` (${code(api.usage_at)})`}`, "In mode `disjoint`"],
      api.usage.map(({ field, paths, sum, disjoint }) => [code(field), either(paths, sum), changes(disjoint)]),
    ),
    ...(api.metadata.length === 0 ? [] : [metadataTable(api, model)]),
    ...(api.kinds.length === 0 ? [] : [kindsTable(api)]),
  ];
}

function metadataTable(api: ProviderApi, { attributes }: SpecModel): string {
  return table(
    ["Metadata", "From", "Paths"],
    api.metadata.map(({ ref, source, paths, sum }) => [
      link(code(attributes.find(({ id }) => id === ref)?.key ?? ref), "attributes.md", ref),
      source,
      either(paths, sum),
    ]),
  );
}

function kindsTable(api: ProviderApi): string {
  return table(
    ["Kind", "Becomes", "provider_type", "Input", "Result"],
    api.kinds.map(({ kind, becomes, media, provider_type: type, input, members, output }) => [
      code(kind),
      `${becomes.replace("_", " ")}${media === undefined ? "" : ` (${media.replace("_", " ")})`}`,
      type === "" ? "none" : code(type ?? kind),
      codes([...input, ...members]),
      output === undefined ? "" : code(output),
    ]),
  );
}

function either(paths: readonly string[], sum: readonly string[]): string {
  return [...paths.map(code), ...(sum.length === 0 ? [] : [sum.map(code).join(" + ")])].join(", else ");
}

function changes(disjoint: ProviderApi["usage"][number]["disjoint"]): string {
  const plus = disjoint?.plus.map((path) => `+ ${code(path)}`) ?? [];
  return [...plus, ...(disjoint?.minus.map((path) => `− ${code(path)}`) ?? [])].join(" ");
}
