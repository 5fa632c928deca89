// SPDX-License-Identifier: Apache-2.0
import type { ResolvedAttribute, ResolvedSpan, SpecModel } from "../../model.js";
import { isOneOf, literal, scoped, where } from "./traceql-syntax.js";

export interface TraceqlExample {
  /** What the query finds, as plain text with identifiers in backticks. */
  readonly finds: string;
  readonly query: string;
}

export interface TraceqlSection {
  readonly id: string;
  readonly title: string;
  readonly examples: readonly TraceqlExample[];
}

/** Searches that somebody does on their first day, in order; those whose attributes the spec does not have are left out. */
export function traceqlExamples(model: SpecModel): readonly TraceqlSection[] {
  const operations = operationsOf(model);
  const sections = [
    ...model.spans.map((span) => spanSection(model, span, operations.get(span.id) ?? [])),
    errorSection(model, operations),
    ...model.spans.map((span) => attributeSection(span, operations.get(span.id) ?? [])),
    combinedSection(model, operations),
  ];
  return sections.filter(({ examples }) => examples.length > 0);
}

const OPERATION = "gen_ai.operation.name";

/**
 * Span id -> values of its operation name. A span whose operation is fixed has one; the others are those of the known values
 * that no span is fixed to.
 */
function operationsOf(model: SpecModel): ReadonlyMap<string, readonly string[]> {
  const fixed = new Map(
    model.spans.flatMap((span) => {
      const source = span.attributes.find(({ attribute }) => attribute.id === OPERATION)?.source;
      return source?.kind === "value" ? [[span.id, source.value] as const] : [];
    }),
  );
  const known =
    model.attributes.find(({ id }) => id === OPERATION)?.values?.members.map(({ value }) => String(value)) ?? [];
  const taken = new Set(fixed.values());
  const free = known.filter((value) => !taken.has(value));
  return new Map(
    model.spans.map((span) => {
      const value = fixed.get(span.id);
      return [span.id, value === undefined ? free : [value]];
    }),
  );
}

function keyOf(model: SpecModel, id: string): string | undefined {
  const key = model.attributes.find((attribute) => attribute.id === id)?.key;
  return key === undefined ? undefined : scoped("span", key);
}

/** The condition that picks a kind of span. */
function kindCondition(model: SpecModel, operations: readonly string[]): string | undefined {
  const name = keyOf(model, OPERATION);
  return name === undefined || operations.length === 0 ? undefined : isOneOf(name, operations);
}

/** Attributes that people search by, with the words for it. */
const SEARCHED: readonly (readonly [id: string, words: string])[] = [
  ["gen_ai.request.model", "For one model"],
  ["gen_ai.provider.name", "For one provider"],
  ["gen_ai.conversation.id", "Of one conversation"],
  ["gen_ai.agent.name", "Of one agent"],
  ["user.id", "Of one user"],
  ["gen_ai.tool.name", "Of one tool"],
];

function spanSection(model: SpecModel, span: ResolvedSpan, operations: readonly string[]): TraceqlSection {
  const kind = kindCondition(model, operations);
  const name = keyOf(model, OPERATION);
  const examples: TraceqlExample[] = [];
  const find = (finds: string, ...conditions: readonly (string | undefined)[]): void => {
    const given = conditions.filter((condition) => condition !== undefined);
    examples.push({ finds, query: where(...given) });
  };
  if (kind !== undefined) find(`Every \`${span.id}\` span`, kind);
  if (operations.length > 1 && name !== undefined) {
    for (const operation of operations) find(`With operation \`${operation}\``, isOneOf(name, [operation]));
  }
  for (const [id, words] of SEARCHED) {
    const attribute = span.attributes.find((entry) => entry.attribute.id === id)?.attribute;
    if (attribute !== undefined) find(words, kind, equals(span, attribute));
  }
  find("Slow ones", kind, "duration > 2s");
  find("Failed ones", kind, "status = error");
  find("By the name of the span", `name = ${literal(span.examples[0])}`, `kind = ${span.kind}`);
  return { id: `span-${span.id}`, title: `\`${span.id}\` spans`, examples };
}

const ERROR_ATTRIBUTES: readonly string[] = ["error.category", "error.type"];

function errorSection(model: SpecModel, operations: ReadonlyMap<string, readonly string[]>): TraceqlSection {
  const examples: TraceqlExample[] = [];
  for (const id of ERROR_ATTRIBUTES) {
    const attribute = model.attributes.find((candidate) => candidate.id === id);
    for (const { value, brief } of attribute?.values?.members ?? []) {
      const key = scoped("span", attribute?.key ?? "");
      examples.push({ finds: `\`${value}\`: ${brief}`, query: where("status = error", `${key} = ${literal(value)}`) });
    }
  }
  const [span] = model.spans;
  const kind = span === undefined ? undefined : kindCondition(model, operations.get(span.id) ?? []);
  if (span !== undefined && kind !== undefined) {
    examples.push({
      finds: `Failed \`${span.id}\` spans of one service`,
      query: where(`${scoped("resource", "service.name")} = "checkout"`, kind, "status = error"),
    });
  }
  return { id: "errors", title: "Errors", examples };
}

/** One query per attribute of a span, the SDK's own included. */
function attributeSection(span: ResolvedSpan, operations: readonly string[]): TraceqlSection {
  const only = operations.length === 1 ? [isOneOf(scoped("span", OPERATION), operations)] : [];
  const examples = span.attributes
    .filter(({ attribute }) => attribute.id !== OPERATION && !ERROR_ATTRIBUTES.includes(attribute.id))
    .map(({ attribute }) => ({ finds: attribute.brief, query: where(...only, condition(span, attribute)) }));
  return { id: `attributes-${span.id}`, title: `Every attribute of \`${span.id}\` spans`, examples };
}

function condition(span: ResolvedSpan, attribute: ResolvedAttribute): string {
  const isNumber = attribute.type === "int" || attribute.type === "double";
  const { key, examples } = attribute;
  return isNumber ? `${scoped("span", key)} >= ${literal(examples[0])}` : equals(span, attribute);
}

/** A list matches when one of its elements does. */
function equals(span: ResolvedSpan, { key, examples }: ResolvedAttribute): string {
  // The example that the span's own name shows, as an embedding model is none for generations.
  const words = span.examples.flatMap((name) => String(name).split(" "));
  const example = examples.find((candidate) => words.includes(String(candidate))) ?? examples[0];
  return `${scoped("span", key)} = ${literal(Array.isArray(example) ? example[0] : example)}`;
}

function combinedSection(model: SpecModel, operations: ReadonlyMap<string, readonly string[]>): TraceqlSection {
  const kinds = new Map(
    model.spans.flatMap((span) => {
      const kind = kindCondition(model, operations.get(span.id) ?? []);
      return kind === undefined ? [] : [[span.id, where(kind)] as const];
    }),
  );
  const generation = kinds.get("generation");
  const tool = kinds.get("tool");
  if (generation === undefined) return { id: "combined", title: "Combined", examples: [] };
  const examples: TraceqlExample[] = [];
  if (tool !== undefined)
    examples.push({ finds: "Tools that ran inside a generation", query: `${generation} >> ${tool}` });
  const modelName = keyOf(model, "gen_ai.request.model");
  const tokens = keyOf(model, "gen_ai.usage.input_tokens");
  examples.push({ finds: "Traces with more than five generations", query: `${generation} | count() > 5` });
  if (tokens !== undefined)
    examples.push({ finds: "Generations with their input tokens", query: `${generation} | select(${tokens})` });
  if (modelName !== undefined) {
    examples.push(
      { finds: "Generations per second by model", query: `${generation} | rate() by (${modelName})` },
      {
        finds: "95th percentile of the duration by model",
        query: `${generation} | quantile_over_time(duration, 0.95) by (${modelName})`,
      },
    );
  }
  return { id: "combined", title: "Combined", examples };
}
