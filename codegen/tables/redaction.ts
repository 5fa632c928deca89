// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import { redactionFile, redactionTier } from "../schema/redaction.js";
import { head, headOf } from "./common.js";
import { defineSection, type SectionDefinition } from "./section.js";
import { bool, field, type Infer, list, map, optional, struct, text, vocabulary } from "./shape.js";
import { wordsOf } from "./words-of.js";

const patternEntry = redactionFile.shape.patterns.element.shape;

const tier = vocabulary("RedactionTier", "How closely text is searched.", wordsOf(redactionTier));

const vector = struct("RedactionVector", "A text and what becomes of it.", {
  text: field(list(text), "Pieces of the text, to be joined; a whole made-up token looks like a real one."),
  expect: field(text, "The text afterwards."),
});

const pattern = struct("RedactionPattern", "A format of secrets.", {
  ...head,
  label: field(text, "Word in the replacement."),
  kind: field(vocabulary("SecretKind", "Kinds of secrets.", wordsOf(patternEntry.kind)), "Kind of secret."),
  tier: field(tier, "Tier from which on it is looked for."),
  only_with: optional(
    vocabulary("RedactionSwitch", "Switches of the caller.", wordsOf(patternEntry.only_with)),
    "Switch without which it is not looked for.",
  ),
  literals: field(list(text), "Texts of which every match holds one; empty when there are none."),
  ignore_case: field(bool, "Whether case does not matter."),
  before: optional(text, "Expression for what stands before the secret and is kept."),
  secret: field(text, "Expression for what is replaced."),
  after: optional(text, "Expression for what stands after the secret and is kept."),
  vectors: field(list(vector), "Texts to test an implementation with."),
});

const roleTier = vocabulary("RoleTier", "How closely a role's text is searched.", ["light", "full", "input"]);

const content = struct("RedactedContent", "How content of a class is searched.", {
  ...head,
  class: field(text, "Id of the content class."),
  tier: optional(tier, "How closely; unset when the role of the message decides."),
  by_role: optional(map(roleTier), "How closely by role; input is light, and only with the caller's switch for it."),
});

const shape = struct("RedactionTables", "Secrets and where they are looked for.", {
  replacement: field(text, "What takes the place of a secret; {label} is the pattern's."),
  patterns: field(list(pattern), "Formats in the order in which they are looked for."),
  content: field(list(content), "How content is searched, by class."),
});

export const redactionSection: SectionDefinition = defineSection({
  id: "redaction",
  brief: "Formats of secrets and where the built-in redactor looks for them.",
  inputs: ["spec/redaction.yaml"],
  shape,
  build: buildRedaction,
  constants: () => [],
});

function buildRedaction({ redaction }: SpecModel): Infer<typeof shape> {
  return {
    replacement: redaction.replacement,
    patterns: redaction.patterns.map((entry) => ({
      ...headOf(entry),
      label: entry.label,
      kind: entry.kind,
      tier: entry.tier,
      only_with: entry.only_with,
      literals: entry.literals,
      ignore_case: entry.ignore_case,
      before: entry.before,
      secret: entry.secret,
      after: entry.after,
      vectors: entry.vectors.map(({ text: pieces, expect }) => ({ text: pieces, expect })),
    })),
    content: redaction.content.map((entry) => ({
      ...headOf(entry),
      class: entry.class,
      tier: entry.tier,
      by_role: entry.by_role,
    })),
  };
}
