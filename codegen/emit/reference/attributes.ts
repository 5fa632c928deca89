// SPDX-License-Identifier: Apache-2.0
import type { Emitter, ResolvedAttribute, SpecModel } from "../../model.js";
import { anchor, code, heading, json, link, prose, table } from "./markdown.js";
import { type Page, pageEmitter } from "./page.js";

export const attributesPage: Page = {
  name: "attributes",
  title: "Attributes",
  summary: "Every span attribute, metric attribute, tag and metadata key that the SDK writes or reads.",
  inputs: () => ["spec/attributes.yaml", "spec/spans.yaml", "spec/metrics.yaml", "spec/sdk.yaml"],
  blocks: (model) => [
    "_Where_ names the spans and metrics that carry a key; `metadata` and `tag` are maps of the exported generation. " +
      "_OpenTelemetry_ compares with the GenAI conventions: **same** key and meaning, **renamed** there since, " +
      "**differs** in meaning, or **own** key.",
    ...groupAttributes(model.attributes).flatMap(([group, attributes]) => [
      heading(2, titleOf(model, group), `group-${group}`),
      attributeTable(model, attributes),
    ]),
  ],
};

/** One table per group of keys. */
export const referenceAttributesEmitter: Emitter = pageEmitter(attributesPage);

/** Group of a single key that shares its namespace with no other. */
const OTHERS = "others";

function groupAttributes(
  attributes: readonly ResolvedAttribute[],
): readonly (readonly [string, ResolvedAttribute[]])[] {
  const groups = new Map<string, ResolvedAttribute[]>();
  for (const attribute of attributes) {
    const namespace = namespaceOf(attribute.id);
    const isShared = attributes.some((other) => other !== attribute && namespaceOf(other.id) === namespace);
    const group = isShared ? namespace : OTHERS;
    groups.set(group, [...(groups.get(group) ?? []), attribute]);
  }
  const named = [...groups].filter(([group]) => group !== OTHERS);
  const others = groups.get(OTHERS);
  return others === undefined ? named : [...named, [OTHERS, others]];
}

/** `gen_ai.request` for gen_ai.request.model, `error` for error.type. */
function namespaceOf(id: string): string {
  const words = id.split(".").slice(0, -1);
  return words.slice(0, words[0] === "gen_ai" || words[0] === "vendor" ? 2 : 1).join(".");
}

function titleOf(model: SpecModel, group: string): string {
  return group === OTHERS ? "Other keys" : code(`${group.replace(/^vendor\./, `${model.sdk.vendor}.`)}.*`);
}

function attributeTable(model: SpecModel, attributes: readonly ResolvedAttribute[]): string {
  return table(
    ["Key", "Type", "Where", "Description", "Values", "OpenTelemetry", "Stability"],
    attributes.map((attribute) => [
      `${anchor(attribute.id)}${code(attribute.key)}`,
      attribute.unit === undefined ? code(attribute.type) : `${code(attribute.type)} in ${code(attribute.unit)}`,
      places(model, attribute),
      prose(attribute.brief, attribute.note),
      values(attribute),
      otelLink(attribute),
      attribute.stability,
    ]),
  );
}

function places(model: SpecModel, attribute: ResolvedAttribute): string {
  const carries = (entry: { readonly attribute: ResolvedAttribute }): boolean => entry.attribute.id === attribute.id;
  const spans = model.spans
    .filter((span) => span.attributes.some(carries))
    .map(({ id }) => link(id, "spans.md", `span-${id}`));
  const metrics = model.metrics
    .filter(({ points }) => points.some((point) => point.attributes.some(carries)))
    .map(({ id, name }) => link(name, "metrics.md", `metric-${id}`));
  return attribute.on
    .map((place) => {
      const carriers = place === "span" ? spans : place === "metric" ? metrics : [];
      return carriers.length === 0 ? place : `${place}: ${carriers.join(", ")}`;
    })
    .join("\n");
}

function values({ values: set, examples }: ResolvedAttribute): string {
  if (set === undefined) return `for example ${json(examples[0])}`;
  const members = set.members.map(({ value, brief }) => `${code(value)}: ${prose(brief)}`);
  return [...members, ...(set.open ? ["or any other"] : [])].join("\n");
}

function otelLink({ otel }: ResolvedAttribute): string {
  const word = otelWord(otel);
  return otel.note === undefined ? word : `${word}: ${prose(otel.note)}`;
}

function otelWord(otel: ResolvedAttribute["otel"]): string {
  switch (otel.link) {
    case "same":
      return "same";
    case "renamed_to":
      return `renamed to ${code(otel.key)}`;
    case "diverges":
      return otel.key === undefined ? "differs" : `differs from ${code(otel.key)}`;
    case "none":
      return "own";
    default:
      return otel satisfies never;
  }
}
