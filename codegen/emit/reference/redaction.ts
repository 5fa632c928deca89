// SPDX-License-Identifier: Apache-2.0
import type { Emitter, SpecModel } from "../../model.js";
import { anchor, code, heading, link, prose, table } from "./markdown.js";
import { type Page, pageEmitter } from "./page.js";

export const redactionPage: Page = {
  name: "redaction",
  title: "Secrets",
  summary: "What the built-in redactor takes for a secret, and where it looks.",
  inputs: () => ["spec/redaction.yaml"],
  blocks: (model) => [
    `A secret is replaced by ${code(model.redaction.replacement)}. The light tier looks for formats that are ` +
      "unmistakable, the full tier also for values with telling names.",
    heading(2, "Where", "where"),
    table(
      ["Content", "Tier", "Description"],
      model.redaction.content.map(({ id, class: name, tier, by_role: byRole, brief, note }) => [
        `${anchor(id)}${link(code(name), "capture.md", `class-${name}`)}`,
        tier ?? roleText(byRole ?? {}),
        prose(brief, note),
      ]),
    ),
    heading(2, "Patterns", "patterns"),
    "In the order in which they are looked for.",
    table(["Label", "Kind", "Tier", "Description"], model.redaction.patterns.map(patternRow)),
  ],
};

/** Patterns of secrets and the tiers of content. */
export const referenceRedactionEmitter: Emitter = pageEmitter(redactionPage);

function roleText(tiers: Readonly<Record<string, string>>): string {
  return Object.entries(tiers)
    .map(([role, tier]) => `${role}: ${tier === "input" ? "light, when switched on" : tier}`)
    .join("; ");
}

function patternRow(pattern: SpecModel["redaction"]["patterns"][number]): string[] {
  const { id, label, kind, tier, only_with: onlyWith, brief, note } = pattern;
  const condition = onlyWith === undefined ? tier : `${tier}, with ${code(onlyWith)}`;
  return [`${anchor(id)}${code(label)}`, kind.replaceAll("_", " "), condition, prose(brief, note)];
}
