// SPDX-License-Identifier: Apache-2.0
import type { Emitter, ResolvedAttribute, SpecModel } from "../../model.js";
import { camelCase, constantCase } from "../../naming.js";
import { type ProviderApi, type ProvidersFile, rawArtifactKind } from "../../schema/providers.js";
import { wordsOf } from "../../tables/words-of.js";
import { typeImport } from "./imports.js";
import { constStatement, typeStatement } from "./plain-statements.js";
import { PROVIDER_TABLE_TYPES } from "./provider-table-types.js";
import { type Statement, tsFile } from "./ts-file.js";

const EMITTER = "emit/ts/providers.ts";
const SHARED = "generated/ts/providers.ts";

/** What all providers share, and for each provider a file with the tables of its APIs. */
export const tsProvidersEmitter: Emitter = {
  id: "ts/providers",
  target: "ts",
  emit: (model) => [
    tsFile(model, EMITTER, ["spec/providers.yaml"], SHARED, sharedStatements(model.providers)),
    ...model.providers.providers.map(({ id }) =>
      tsFile(model, EMITTER, ["spec/providers.yaml", "spec/attributes.yaml"], `generated/ts/provider-${id}.ts`, [
        typeImport("./providers.js", ["ApiTable"]),
        ...model.providers.apis
          .filter((api) => api.provider === id)
          .map((api) =>
            constStatement(
              constantCase(api.id),
              "ApiTable",
              apiTable(api, model),
              api.brief,
              `\`${api.calls.join("`, `")}\``,
            ),
          ),
      ]),
    ),
  ],
};

function sharedStatements(providers: ProvidersFile): Statement[] {
  return [
    typeImport("./attribute-values.js", ["SigilStreamOutcomeValue"]),
    typeStatement("ProviderId", union(providers.providers.map(({ id }) => id)), "A provider that has helpers."),
    PROVIDER_TABLE_TYPES,
    constStatement(
      "UNKNOWN_KINDS",
      "readonly { readonly suffixes: readonly string[]; readonly becomes: PartRole }[]",
      providers.unknown_kinds.map(({ suffixes, becomes }) => ({ suffixes, becomes })),
      "What a kind that no table names becomes, by the end of its name; the first row that fits.",
    ),
    ...stopReasons(providers),
    ...streamEnds(providers),
    `
/** A raw artifact: the last word of its name, and its kind. */
export interface ArtifactRow {
  readonly suffix: string;
  readonly kind: ${union(wordsOf(rawArtifactKind))};
}
`,
    constStatement(
      "ARTIFACTS",
      `Readonly<Record<${union(providers.artifacts.map(({ id }) => camelCase(id)))}, ArtifactRow>>`,
      Object.fromEntries(providers.artifacts.map(({ id, suffix, kind }) => [camelCase(id), { suffix, kind }])),
      "The raw artifacts of a call.",
    ),
    constStatement(
      "PLACEHOLDERS",
      `Readonly<Record<${union(providers.placeholders.map(({ id }) => id))}, string>>`,
      Object.fromEntries(providers.placeholders.map(({ id, text }) => [id, text])),
      "Texts in place of what the record does not hold; words in braces are filled in.",
    ),
    constStatement(
      "MEDIA_MEMBERS",
      "readonly MediaMember[]",
      providers.media_members.map(({ beside, inside, default_format: defaultFormat, ...row }) => ({
        ...row,
        defaultFormat,
        beside: beside.length === 0 ? undefined : beside,
        inside: inside.length === 0 ? undefined : inside,
      })),
      "Members of JSON that hold media as base64; the first row that fits.",
    ),
    constStatement(
      "SECRETS",
      'Readonly<Record<"members" | "data", readonly string[]>>',
      providers.secrets,
      "Members that JSON of a provider never shows, and members with data of the application, which are not looked into.",
    ),
    constStatement(
      "MERGED_EMBEDDING_MODELS",
      "readonly string[]",
      providers.merged_embedding_models,
      "Models that make one content of a list of texts.",
    ),
    constStatement("UNKNOWN_MODEL", "string", providers.unknown_model, "Name of a model that nobody tells."),
  ];
}

function stopReasons({ providers, stop_reasons: reasons }: ProvidersFile): Statement[] {
  const words = (provider: string): Record<string, string> =>
    Object.fromEntries(reasons.flatMap(({ id, values }) => (values[provider] ?? []).map((value) => [value, id])));
  return [
    typeStatement(
      "CanonicalStopReason",
      union(reasons.map(({ id }) => id)),
      "One word for what providers call differently.",
    ),
    constStatement(
      "STOP_REASONS",
      "Readonly<Record<ProviderId, Readonly<Record<string, CanonicalStopReason>>>>",
      Object.fromEntries(providers.map(({ id }) => [id, words(id)])),
      "Canonical word of every stop reason of a provider.",
    ),
    constStatement(
      "OTHER_STOP_REASON",
      "CanonicalStopReason",
      reasons.at(-1)?.id,
      "Canonical word of a stop reason that no table names.",
    ),
  ];
}

function streamEnds({ stream_ends: ends }: ProvidersFile): Statement[] {
  const rows = ends.map(({ id, outcome, stop_reason, call_error }) => [
    camelCase(id),
    { outcome, keepsStopReason: stop_reason === "provider", isCallError: call_error },
  ]);
  return [
    typeStatement("StreamEndId", union(ends.map(({ id }) => camelCase(id))), "A way in which a stream ends."),
    `
/** What a record says about the end of a stream. */
export interface StreamEndRow {
  readonly outcome?: SigilStreamOutcomeValue;
  readonly keepsStopReason: boolean;
  readonly isCallError: boolean;
}
`,
    constStatement(
      "STREAM_ENDS",
      "Readonly<Record<StreamEndId, StreamEndRow>>",
      Object.fromEntries(rows),
      "Every end of a stream.",
    ),
  ];
}

/** Paths are split, since the runtime walks them for every call. */
function apiTable(api: ProviderApi, { attributes, providers }: SpecModel): Record<string, unknown> {
  const attributeOf = (ref: string): ResolvedAttribute | undefined => attributes.find(({ id }) => id === ref);
  return {
    provider: providers.providers.find(({ id }) => id === api.provider)?.name ?? api.provider,
    artifact: api.artifact,
    usageAt: api.usage_at === undefined ? [] : split(api.usage_at),
    lastEvents: api.last_events,
    request: Object.fromEntries(api.request.map(({ field, paths }) => [memberOf(field), paths.map(split)])),
    usage: api.usage.map(({ field, paths, sum, disjoint }) => ({
      field: memberOf(field),
      paths: some(paths),
      sum: some(sum),
      plus: some(disjoint?.plus ?? []),
      minus: some(disjoint?.minus ?? []),
    })),
    metadata: api.metadata.map(({ ref, source, paths, sum, when }) => ({
      key: attributeOf(ref)?.key ?? ref,
      type: attributeOf(ref)?.type,
      source,
      paths: some(paths),
      sum: some(sum),
      keepsZero: when === "present" ? true : undefined,
    })),
    kinds: Object.fromEntries(api.kinds.map((row) => [row.kind, kindRow(row)])),
    deltas: Object.fromEntries(
      api.deltas.map(({ event_type, mode, in_list, ...row }) => [
        event_type,
        { ...row, inList: in_list, replaces: mode === "replace" ? true : undefined },
      ]),
    ),
  };
}

function kindRow({
  kind: _,
  provider_type,
  input,
  members,
  output,
  error,
  without,
  text,
  ...row
}: ProviderApi["kinds"][number]): unknown {
  return {
    ...row,
    providerType: provider_type,
    text,
    input: some(input),
    members: members.length === 0 ? undefined : members,
    output,
    error,
    without: without.length === 0 ? undefined : without,
  };
}

function some(paths: readonly string[]): readonly string[][] | undefined {
  return paths.length === 0 ? undefined : paths.map(split);
}

function split(path: string): string[] {
  return path.split(".");
}

/** `TokenUsage.input_tokens` -> `inputTokens`. */
function memberOf(field: string): string {
  return camelCase(field.slice(field.indexOf(".") + 1));
}

function union(words: readonly string[]): string {
  return words.map((word) => JSON.stringify(word)).join(" | ");
}
