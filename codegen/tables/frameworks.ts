// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import { frameworksFile } from "../schema/frameworks.js";
import { head, headOf } from "./common.js";
import { constantGroup, defineSection, resolve, type SectionDefinition } from "./section.js";
import { bool, constant, field, type Infer, int, list, optional, struct, text, vocabulary } from "./shape.js";
import { wordsOf } from "./words-of.js";

const framework = struct("Framework", "A framework that a handler exists for.", {
  ...head,
  name: field(constant("framework"), "Value of the framework name tag."),
});

const tag = struct("FrameworkTag", "A tag that every handler sets.", {
  ...head,
  key: field(constant("attribute"), "The name on the wire."),
  value: optional(text, "Fixed value; unset when the handler knows it."),
});

const metadataKey = struct("FrameworkMetadataKey", "A metadata key that handlers set.", {
  ...head,
  key: field(constant("attribute"), "The name on the wire."),
  present: field(
    vocabulary(
      "MetadataPresence",
      "When a metadata key is set.",
      wordsOf(frameworksFile.shape.metadata_keys.element.shape.present),
    ),
    "When the key is set.",
  ),
  copied_to_span: field(bool, "Whether the key appears on the generation span too."),
  frameworks: field(list(text), "Ids of the only frameworks that set the key; empty for all."),
});

const runType = struct("RunType", "Kind of run that a handler reports.", {
  ...head,
  value: field(constant("run_type"), "Value on the wire."),
});

const conversationSource = struct("ConversationSource", "A place where a handler looks for the conversation id.", {
  ...head,
  order: field(int, "Ascending order of the search."),
});

const shape = struct("FrameworkTables", "Framework handlers.", {
  names: field(list(framework), "Frameworks."),
  tags: field(list(tag), "Tags that every handler sets."),
  metadata_keys: field(list(metadataKey), "Metadata keys that handlers set."),
  run_types: field(list(runType), "Kinds of runs."),
  conversation_sources: field(list(conversationSource), "Where the conversation id is looked for, in order."),
  fallback_conversation_id: field(text, "Template of the conversation id when none is found."),
});

export const frameworksSection: SectionDefinition = defineSection({
  id: "frameworks",
  brief: "Names, tags and metadata keys of framework handlers.",
  inputs: ["spec/frameworks.yaml", "spec/attributes.yaml"],
  shape,
  build: buildFrameworks,
  constants: ({ frameworks }) => [
    constantGroup({
      id: "framework",
      prefix: "FRAMEWORK",
      className: "FrameworkNames",
      brief: "Values of the framework name tag.",
      entries: frameworks.frameworks,
      name: (entry) => entry.id,
      value: (entry) => entry.name,
    }),
    constantGroup({
      id: "run_type",
      prefix: "RUN_TYPE",
      className: "RunTypeNames",
      brief: "Kinds of runs.",
      entries: frameworks.run_types,
      value: (entry) => entry.value,
    }),
  ],
});

function buildFrameworks({ frameworks, attributes }: SpecModel): Infer<typeof shape> {
  const keyOf = (id: string): string => resolve(attributes, id, "framework attribute").key;
  return {
    names: frameworks.frameworks.map((entry) => ({ ...headOf(entry), name: entry.name })),
    tags: frameworks.tags.map((entry) => ({ ...headOf(entry), key: keyOf(entry.ref), value: entry.value })),
    metadata_keys: frameworks.metadata_keys.map((entry) => ({
      ...headOf(entry),
      key: keyOf(entry.ref),
      present: entry.present,
      copied_to_span: entry.copied_to_span,
      frameworks: entry.frameworks,
    })),
    run_types: frameworks.run_types.map((entry) => ({ ...headOf(entry), value: entry.value })),
    conversation_sources: [...frameworks.conversation_sources]
      .sort((a, b) => a.order - b.order)
      .map((entry) => ({ ...headOf(entry), order: entry.order })),
    fallback_conversation_id: frameworks.fallback_conversation_id,
  };
}
