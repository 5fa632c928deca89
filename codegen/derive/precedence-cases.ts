// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import { type DerivedCase, generationId, type Json, MODEL, modeValue, plainGeneration } from "./case-parts.js";
import { isAllowed, type Layers, resolveMode } from "./resolve-mode.js";
import { spanAttributes } from "./span-attributes.js";

/** What the client says in all recordings of a case, and what each of them adds. */
export interface PrecedenceCase {
  readonly kind: string;
  readonly client: Pick<Layers, "client" | "resolver">;
  readonly recordings: readonly Pick<Layers, "context" | "recording" | "inherited">[];
}

/** One recording of a case. */
interface Recording {
  readonly name: string;
  readonly layers: Layers;
  readonly mode: string;
  /** A text of its own, so that it may be nowhere when the mode closes. */
  readonly secret: string;
}

/** Marker and system prompt tell the mode. */
export function generationCase(model: SpecModel, group: PrecedenceCase): DerivedCase {
  const recordings = toRecordings(model, group);
  const outers = outersOf(group);
  const ids = new Map([...outers, ...recordings.map(({ name }) => name)].map((name, i) => [name, generationId(i)]));
  const isKept = ({ mode }: Recording): boolean => isAllowed(model, "content.system_prompt", "export", mode, []);
  const stored = (recording: Recording): Json => {
    const { name, mode, secret } = recording;
    const fields = { id: ids.get(name), ...(isKept(recording) ? { system_prompt: secret } : {}) };
    return plainGeneration(model, fields, mode, name);
  };
  return {
    ...head(model, group, { generation_export: { batch_size: ids.size } }),
    transports: ["http"],
    steps: toSteps(model, group, recordings, ids, ({ name, layers, secret }) => [
      {
        op: "start_generation",
        as: name,
        ...insideOf(layers),
        start: { id: ids.get(name), model: MODEL, system_prompt: secret, ...ownMode(model, layers.recording) },
      },
      { op: "end", on: name },
    ]),
    expect: {
      generations: byOuter(group, recordings).flatMap(([outer, own]) => [
        ...own.map(stored),
        ...(outer === undefined ? [] : [plainGeneration(model, { id: ids.get(outer) }, modeOf(outer), outer)]),
      ]),
      nowhere: recordings.filter((recording) => !isKept(recording)).map(({ secret }) => secret),
    },
  };
}

const SPANS = {
  tool: {
    kind: "internal",
    name: "execute_tool weather",
    op: "start_tool_execution",
    // Description and arguments tell three modes apart: without being asked for, arguments are there in the loosest alone.
    start: (secret: string): Json => ({ tool_name: "weather", tool_description: secret }),
    result: (secret: string): Json => ({ arguments: { text: secret } }),
    record: { tool_name: "weather" },
    content: (secret: string): Json => ({ tool_description: secret, arguments: { text: secret } }),
    classes: { tool_description: "content.tool_description", arguments: "content.tool_span_io" },
    flags: [],
    config: {},
  },
  embedding: {
    kind: "client",
    name: "embeddings gpt-4o-mini",
    op: "start_embedding",
    start: (): Json => ({ model: MODEL }),
    result: (secret: string): Json => ({ input_count: 1, input_texts: [secret] }),
    record: { model: MODEL, input_count: 1 },
    content: (secret: string): Json => ({ input_texts: [secret] }),
    classes: { input_texts: "content.embedding_input" },
    flags: ["capture_input"],
    config: { embedding_capture: { capture_input: true } },
  },
} as const;

/** Content on the span tells the mode. */
export function spanCase(model: SpecModel, group: PrecedenceCase): DerivedCase {
  const facts = SPANS[group.kind as keyof typeof SPANS];
  const recordings = toRecordings(model, group);
  const ids = new Map(outersOf(group).map((name, index) => [name, generationId(index)]));
  const keptOf = ({ mode, secret }: Recording): Json => {
    const entries = Object.entries(facts.classes).filter(([, id]) => isAllowed(model, id, "span", mode, facts.flags));
    const content = facts.content(secret);
    return Object.fromEntries(entries.map(([field]) => [field, content[field]]));
  };
  const toSpan = (recording: Recording): Json => ({
    of: recording.name,
    parent: outerOf(recording.layers) ?? null,
    name: facts.name,
    kind: facts.kind,
    started_at: "+0s",
    ended_at: "+0s",
    attributes: spanAttributes(model, group.kind, { ...facts.record, ...keptOf(recording) }),
    status: { code: "ok" },
  });
  return {
    ...head(model, group, facts.config),
    transports: ["none"],
    steps: toSteps(model, group, recordings, ids, ({ name, layers, secret }) => [
      {
        op: facts.op,
        as: name,
        ...insideOf(layers),
        start: { ...facts.start(secret), ...ownMode(model, layers.recording) },
      },
      { op: "set_result", on: name, result: facts.result(secret) },
      { op: "end", on: name },
    ]),
    expect: {
      spans: byOuter(group, recordings).flatMap(([outer, own]) => [
        ...(outer === undefined ? [] : [outerSpan(model, outer, ids.get(outer) ?? "")]),
        ...own.map(toSpan),
      ]),
      nowhere: recordings
        .filter((recording) => Object.keys(keptOf(recording)).length === 0)
        .map(({ secret }) => secret),
    },
  };
}

/** The comment tells the mode. */
export function ratingCase(model: SpecModel, client: PrecedenceCase["client"]): DerivedCase {
  const mode = resolveMode(model, "rating", client);
  const isKept = isAllowed(model, "content.rating_comment", "rating", mode, []);
  const input = { rating_id: "rating-1", rating: "CONVERSATION_RATING_VALUE_GOOD" };
  const comment = "secret of Bern";
  return {
    ...head(model, { kind: "rating", client, recordings: [{}] }, { api: { endpoint: { $ref: "ingest.http_url" } } }),
    transports: ["http"],
    steps: [{ op: "submit_rating", conversation_id: "conv-1", input: { ...input, comment } }],
    expect: { requests: [{ body: isKept ? { ...input, comment } : input }], nowhere: isKept ? [] : [comment] },
  };
}

function head(
  model: SpecModel,
  { kind, client, recordings }: PrecedenceCase,
  config: Json,
): Pick<DerivedCase, "id" | "brief" | "rules" | "config"> {
  const said = Object.entries(client).map(([layer, opinion]) => `${layer} ${opinion}`);
  const isInside = recordings.some(({ inherited }) => inherited !== undefined);
  const isSaid = new Set([...Object.keys(client), ...recordings.flatMap((recording) => Object.keys(recording))]);
  const rules = model.capture.precedence
    .filter((row) => row.recordings.includes(kind) && (row.layer === "default" || isSaid.has(row.layer)))
    .map(({ id }) => id);
  const failure = model.capture.fail_closed.find(({ outcome }) => outcome === client.resolver);
  const name = said.length === 0 ? "nobody" : said.join(" ").replaceAll(/[ _]/g, "-");
  const where = isInside ? " inside of an open and of a closed generation" : "";
  const who = said.length === 0 ? "nothing from the client" : said.join(" and ");
  const what = recordings.length > 1 ? " and all that scope and recording can say" : "";
  return {
    id: `precedence.${kind}.${isInside ? "inside." : ""}${name}`,
    brief: `The mode of ${kind === "embedding" ? "an" : "a"} ${kind}${where}, with ${who}${what}.`,
    rules: failure === undefined ? rules : [...rules, failure.id],
    config: {
      ...(client.client === undefined ? {} : { content_capture: modeValue(model, client.client) }),
      ...(client.resolver === undefined ? {} : { content_capture_resolver: modeValue(model, client.resolver) }),
      ...config,
    },
  };
}

function toRecordings(model: SpecModel, { kind, client, recordings }: PrecedenceCase): readonly Recording[] {
  return recordings.map((own) => {
    const layers = { ...own, ...client };
    const said = Object.entries(own).map(([layer, opinion]) => `${layer}_${opinion}`);
    const name = said.join("_") || "silent";
    return { name, layers, mode: resolveMode(model, kind, layers), secret: `secret of ${name}.` };
  });
}

/** Everything inside of one generation or one scope together, in the order of the list. */
function toSteps(
  model: SpecModel,
  group: PrecedenceCase,
  recordings: readonly Recording[],
  ids: ReadonlyMap<string, string>,
  record: (recording: Recording) => readonly Json[],
): readonly Json[] {
  return byOuter(group, recordings).flatMap(([outer, own]) => {
    const contexts = [...new Set(own.map(({ layers }) => layers.context))];
    const steps = contexts.flatMap((context) => {
      const inScope = own.filter(({ layers }) => layers.context === context).flatMap(record);
      if (context === undefined) return inScope;
      return [{ op: "enter_context", context: ownMode(model, context) }, ...inScope, { op: "leave_context" }];
    });
    if (outer === undefined) return steps;
    const start = { id: ids.get(outer), model: MODEL, ...ownMode(model, modeOf(outer)) };
    return [{ op: "start_generation", as: outer, start }, ...steps, { op: "end", on: outer }];
  });
}

function byOuter(
  group: PrecedenceCase,
  recordings: readonly Recording[],
): readonly (readonly [outer: string | undefined, own: readonly Recording[]])[] {
  const outers = outersOf(group);
  if (outers.length === 0) return [[undefined, recordings]];
  return outers.map((outer) => [outer, recordings.filter(({ layers }) => outerOf(layers) === outer)]);
}

const OUTER = "outer_";

/** The enclosing generation by its mode, which is its own. */
function outerOf({ inherited }: Layers): string | undefined {
  return inherited === undefined ? undefined : OUTER + inherited;
}

function modeOf(outer: string): string {
  return outer.slice(OUTER.length);
}

function outersOf({ recordings }: PrecedenceCase): readonly string[] {
  return [...new Set(recordings.flatMap((layers) => outerOf(layers) ?? []))];
}

function insideOf(layers: Layers): Json {
  const outer = outerOf(layers);
  return outer === undefined ? {} : { inside: outer };
}

function ownMode(model: SpecModel, mode: string | undefined): Json {
  return mode === undefined ? {} : { content_capture: modeValue(model, mode) };
}

function outerSpan(model: SpecModel, name: string, id: string): Json {
  const record = { id, operation_name: "generateText", model: MODEL };
  return {
    of: name,
    name: "generateText gpt-4o-mini",
    kind: "client",
    started_at: "+0s",
    ended_at: "+0s",
    attributes: spanAttributes(model, "generation", record),
    status: { code: "ok" },
  };
}
