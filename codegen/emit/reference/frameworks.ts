// SPDX-License-Identifier: Apache-2.0
import type { Emitter, SpecModel } from "../../model.js";
import { anchor, code, codes, heading, json, link, prose, table } from "./markdown.js";
import { type Page, pageEmitter } from "./page.js";

export const frameworksPage: Page = {
  name: "frameworks",
  title: "Frameworks",
  summary: "What framework handlers put on recordings: ids, names and counters, never content.",
  inputs: () => ["spec/frameworks.yaml", "spec/attributes.yaml", "spec/sdk.yaml"],
  blocks: (model) => [
    heading(2, "Frameworks", "frameworks"),
    table(
      ["Name", "Description", "Stability"],
      model.frameworks.frameworks.map(({ id, name, brief, note, stability }) => [
        `${anchor(`framework-${id}`)}${code(name)}`,
        prose(brief, note),
        stability,
      ]),
    ),
    heading(2, "Tags", "tags"),
    "On every recording of a handler.",
    table(
      ["Tag", "Value", "Description"],
      model.frameworks.tags.map(({ ref, value, brief, note, examples }) => [
        attributeLink(model, ref),
        value === undefined ? `for example ${codes(examples)}` : code(value),
        prose(brief, note),
      ]),
    ),
    ...describeMetadata(model),
    ...describeConversation(model),
  ],
};

/** Framework names, tags, metadata keys, conversation ids. */
export const referenceFrameworksEmitter: Emitter = pageEmitter(frameworksPage);

function describeMetadata(model: SpecModel): string[] {
  return [
    heading(2, "Metadata", "metadata"),
    "Keys that are empty are left out. Those that are copied appear on the generation span too.",
    table(
      ["Key", "Set", "Copied to the span", "Frameworks", "Description", "Example"],
      model.frameworks.metadata_keys.map(
        ({ ref, present, copied_to_span: copied, frameworks, brief, note, examples }) => [
          attributeLink(model, ref),
          present.replace("_", " "),
          copied ? "yes" : "no",
          frameworks.length === 0 ? "all" : codes(frameworks),
          prose(brief, note),
          json(examples[0]),
        ],
      ),
    ),
    heading(2, "Run types", "run-types"),
    table(
      ["Run type", "Description"],
      model.frameworks.run_types.map(({ id, value, brief, note }) => [
        `${anchor(`run-type-${id}`)}${code(value)}`,
        prose(brief, note),
      ]),
    ),
  ];
}

function describeConversation({ frameworks }: SpecModel): string[] {
  const sources = [...frameworks.conversation_sources].sort((left, right) => left.order - right.order);
  return [
    heading(2, "Conversation id", "conversation-id"),
    `The first source that has one. Without any it is ${code(frameworks.fallback_conversation_id)}.`,
    table(
      ["Order", "Source", "Example"],
      sources.map(({ id, brief, note, examples }, index) => [
        `${anchor(id)}${index + 1}`,
        prose(brief, note),
        code(examples[0]),
      ]),
    ),
  ];
}

function attributeLink({ attributes }: SpecModel, id: string): string {
  return link(code(attributes.find((attribute) => attribute.id === id)?.key ?? id), "attributes.md", id);
}
