// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import {
  type DerivedCase,
  generationId,
  type Json,
  keyOf,
  MODEL,
  modeValue,
  pairs,
  plainGeneration,
} from "./case-parts.js";
import { isAllowed, type Layers, resolveMode } from "./resolve-mode.js";
import { spanAttributes } from "./span-attributes.js";

const SECRET = "secret of Bern";

/** Who decides the mode, for each kind of recording, with the loosest and the strictest mode at every layer. */
export function derivePrecedence(model: SpecModel): readonly DerivedCase[] {
  if (keyOf(model, "vendor.sdk.content_capture_mode") === undefined) return [];
  const { loose, strict } = extremes(model);
  const failing = model.capture.fail_closed.map(({ outcome }) => outcome);
  const opinions = [undefined, loose, strict];
  const combine = (layers: Readonly<Record<string, readonly (string | undefined)[]>>): readonly Layers[] =>
    Object.entries(layers).reduce<readonly Layers[]>(
      (list, [layer, said]) =>
        pairs(list, said).map(([base, opinion]) => (opinion === undefined ? base : { ...base, [layer]: opinion })),
      [{}],
    );
  const generations = combine({
    recording: opinions,
    resolver: [...opinions, "default", ...failing.slice(0, 1)],
    context: opinions,
  });
  const clients = combine({ client: opinions, resolver: [undefined, ...failing] });
  // A scope inside of the enclosing generation, which may only tighten what is inherited.
  const scopes = combine({ inherited: [loose, strict], context: [loose, strict] });
  const tools = [...combine({ inherited: opinions, recording: opinions, resolver: opinions }), ...scopes];
  const embeddings = [...combine({ inherited: opinions, resolver: opinions }), ...scopes];
  const ratings = combine({ resolver: [...opinions, "default", ...failing.slice(0, 1)], client: opinions });
  return [
    ...[...generations, ...clients].map((layers) => generationCase(model, layers)),
    ...tools.map((layers) => spanCase(model, "tool", layers)),
    ...embeddings.map((layers) => spanCase(model, "embedding", layers)),
    ...ratings.map((layers) => ratingCase(model, layers)),
  ].filter((item, index, all) => item.rules.length > 0 && all.findIndex(({ id }) => id === item.id) === index);
}

function extremes(model: SpecModel): { readonly loose: string; readonly strict: string } {
  const concrete = model.capture.modes.filter((mode) => mode.strictness !== undefined);
  concrete.sort((left, right) => (left.strictness ?? 0) - (right.strictness ?? 0));
  return { loose: concrete[0]?.id ?? "", strict: concrete.at(-1)?.id ?? "" };
}

function head(
  model: SpecModel,
  recording: string,
  layers: Layers,
): Pick<DerivedCase, "id" | "brief" | "rules" | "config"> {
  const said = Object.entries(layers).map(([layer, opinion]) => `${layer} ${opinion}`);
  const rules = model.capture.precedence
    .filter((row) => row.recordings.includes(recording) && (row.layer === "default" || row.layer in layers))
    .map(({ id }) => id);
  const failure = model.capture.fail_closed.find(({ outcome }) => outcome === layers.resolver);
  const name = said.length === 0 ? "nobody" : said.join(" ").replaceAll(/[ _]/g, "-");
  return {
    id: `precedence.${recording}.${name}`,
    brief: `A ${recording} with ${said.join(", ") || "no opinion anywhere"} is ${resolveMode(model, recording, layers)}.`,
    rules: failure === undefined ? rules : [...rules, failure.id],
    config: {
      ...(layers.client === undefined ? {} : { content_capture: modeValue(model, layers.client) }),
      ...(layers.resolver === undefined ? {} : { content_capture_resolver: modeValue(model, layers.resolver) }),
    },
  };
}

function ownMode(model: SpecModel, mode: string | undefined): Json {
  return mode === undefined ? {} : { content_capture: modeValue(model, mode) };
}

/** The marker and the system prompt tell the mode. */
function generationCase(model: SpecModel, layers: Layers): DerivedCase {
  const mode = resolveMode(model, "generation", layers);
  const isKept = isAllowed(model, "content.system_prompt", "export", mode, []);
  const start = { id: generationId(), model: MODEL, system_prompt: SECRET, ...ownMode(model, layers.recording) };
  return {
    ...head(model, "generation", layers),
    transports: ["http"],
    steps: [
      ...(layers.context === undefined ? [] : [{ op: "enter_context", context: ownMode(model, layers.context) }]),
      { op: "start_generation", start },
      { op: "end" },
      ...(layers.context === undefined ? [] : [{ op: "leave_context" }]),
    ],
    expect: {
      generations: [plainGeneration(model, { id: generationId(), ...(isKept ? { system_prompt: SECRET } : {}) }, mode)],
      nowhere: isKept ? [] : [SECRET],
    },
  };
}

const SPANS = {
  tool: {
    kind: "internal",
    name: "execute_tool weather",
    record: { tool_name: "weather" },
    flag: "include_content",
    class: "content.tool_span_io",
    content: { arguments: { text: SECRET } },
    start: { tool_name: "weather", include_content: true },
    config: {},
  },
  embedding: {
    kind: "client",
    name: "embeddings gpt-4o-mini",
    record: { model: MODEL, input_count: 1 },
    flag: "capture_input",
    class: "content.embedding_input",
    content: { input_texts: [SECRET] },
    start: { model: MODEL },
    config: { embedding_capture: { capture_input: true } },
  },
} as const;

/** Content on the span tells the mode; the enclosing generation is there when something is inherited. */
function spanCase(model: SpecModel, kind: "tool" | "embedding", layers: Layers): DerivedCase {
  const facts = SPANS[kind];
  const mode = resolveMode(model, kind, layers);
  const isKept = isAllowed(model, facts.class, "span", mode, [facts.flag]);
  const { inherited, context } = layers;
  const common = head(model, kind, layers);
  const result = kind === "embedding" ? { input_count: 1, ...facts.content } : facts.content;
  const started = { ...facts.start, ...ownMode(model, layers.recording) };
  const inner = {
    of: "inner",
    parent: inherited === undefined ? null : "outer",
    name: facts.name,
    kind: facts.kind,
    started_at: "+0s",
    ended_at: "+0s",
    attributes: spanAttributes(model, kind, isKept ? { ...facts.record, ...facts.content } : facts.record),
    status: { code: "ok" },
  };
  return {
    ...common,
    config: { ...common.config, ...facts.config },
    transports: ["none"],
    steps: [
      ...(inherited === undefined
        ? []
        : [
            {
              op: "start_generation",
              as: "outer",
              start: { id: generationId(), model: MODEL, ...ownMode(model, inherited) },
            },
          ]),
      ...(context === undefined ? [] : [{ op: "enter_context", context: ownMode(model, context) }]),
      {
        op: kind === "tool" ? "start_tool_execution" : "start_embedding",
        as: "inner",
        ...(inherited === undefined ? {} : { inside: "outer" }),
        start: started,
      },
      ...(context === undefined ? [] : [{ op: "leave_context" }]),
      { op: "set_result", on: "inner", result },
      { op: "end", on: "inner" },
      ...(inherited === undefined ? [] : [{ op: "end", on: "outer" }]),
    ],
    expect: { spans: inherited === undefined ? [inner] : [outerSpan(model), inner], nowhere: isKept ? [] : [SECRET] },
  };
}

function outerSpan(model: SpecModel): Json {
  return {
    of: "outer",
    name: "generateText gpt-4o-mini",
    kind: "client",
    started_at: "+0s",
    ended_at: "+0s",
    attributes: spanAttributes(model, "generation", {
      id: generationId(),
      operation_name: "generateText",
      model: MODEL,
    }),
    status: { code: "ok" },
  };
}

/** The comment tells the mode. */
function ratingCase(model: SpecModel, layers: Layers): DerivedCase {
  const mode = resolveMode(model, "rating", layers);
  const isKept = isAllowed(model, "content.rating_comment", "rating", mode, []);
  const input = { rating_id: "rating-1", rating: "CONVERSATION_RATING_VALUE_GOOD" };
  const common = head(model, "rating", layers);
  return {
    ...common,
    config: { ...common.config, api: { endpoint: { $ref: "ingest.http_url" } } },
    transports: ["http"],
    steps: [{ op: "submit_rating", conversation_id: "conv-1", input: { ...input, comment: SECRET } }],
    expect: { requests: [{ body: isKept ? { ...input, comment: SECRET } : input }] },
  };
}
