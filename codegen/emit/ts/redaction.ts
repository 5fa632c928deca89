// SPDX-License-Identifier: Apache-2.0
import type { Emitter, SpecModel } from "../../model.js";
import type { RedactionPatternEntry } from "../../schema/redaction.js";
import { typeImport } from "./imports.js";
import { constStatement, typeStatement } from "./plain-statements.js";
import { docComment, literal, type Statement, tsFile } from "./ts-file.js";

const INPUTS = ["spec/redaction.yaml"];

/** Formats of secrets as regular expressions, and the tier of every class of content. */
export const tsRedactionEmitter: Emitter = {
  id: "ts/redaction",
  target: "ts",
  emit: (model) => [
    tsFile(model, "emit/ts/redaction.ts", INPUTS, "generated/ts/redaction.ts", [
      typeImport("./enums.js", ["MessageRole"]),
      typeStatement(
        "RedactionTier",
        '"light" | "full"',
        "How closely text is searched: for formats that are unmistakable, or also for values with telling names.",
      ),
      PATTERN_INTERFACE,
      constStatement("REPLACEMENT", "string", model.redaction.replacement, "What takes the place of a secret."),
      patternsStatement(model),
      ...contentStatements(model),
    ]),
  ],
};

const PATTERN_INTERFACE = `
/** A format of secrets. */
export interface RedactionPattern {
  /** Word in the replacement. */
  readonly label: string;
  /** Tier from which on it is looked for. */
  readonly tier: RedactionTier;
  /** Switch of the caller without which it is not looked for. */
  readonly onlyWith?: "emails";
  /** Every match holds one of these texts; none are given where case does not matter. */
  readonly literals: readonly string[];
  /** Groups 1 and 2 are what stands before and after the secret, and is kept. */
  readonly pattern: RegExp;
}
`;

/** Written as text: a literal of an expression is no JSON. */
function patternsStatement({ redaction }: SpecModel): string {
  const rows = redaction.patterns.map((entry) => {
    const members = [
      `label: ${literal(entry.label)}`,
      `tier: ${literal(entry.tier)}`,
      ...(entry.only_with === undefined ? [] : [`onlyWith: ${literal(entry.only_with)}`]),
      `literals: ${literal(entry.literals)}`,
      `pattern: ${regexLiteral(entry)}`,
    ];
    return `${docComment("  ", entry.brief)}  {\n${members.map((member) => `    ${member},\n`).join("")}  },\n`;
  });
  return `\n/** Formats in the order in which they are looked for. */\nexport const REDACTION_PATTERNS: readonly RedactionPattern[] = [\n${rows.join("")}];\n`;
}

function regexLiteral({ before = "", secret, after = "", ignore_case: ignoreCase }: RedactionPatternEntry): string {
  // The source of a RegExp is its text with slashes and line ends escaped.
  return String(new RegExp(`(${before})(?:${secret})(${after})`, ignoreCase ? "gi" : "g"));
}

function contentStatements({ redaction }: SpecModel): Statement[] {
  const fixed = redaction.content.filter((entry) => entry.tier !== undefined);
  const tiers = Object.fromEntries(fixed.map((entry) => [keyOf(entry.class), entry.tier]));
  const byRole = redaction.content.filter((entry) => entry.by_role !== undefined);
  return [
    `\n/** Tier of every class of content that does not depend on who speaks. */\nexport const CONTENT_TIERS = ${literal(tiers)} as const;\n`,
    ...byRole.map((entry) =>
      constStatement(
        `${keyOf(entry.class).replace(/[A-Z]/g, "_$&").toUpperCase()}_TIERS`,
        'Readonly<Partial<Record<MessageRole, RedactionTier | "input">>>',
        entry.by_role,
        `${entry.brief} \`input\` is light, and only with the caller's switch for it.`,
      ),
    ),
  ];
}

/** `content.tool_call_input` -> `toolCallInput`. */
function keyOf(contentClass: string): string {
  const name = contentClass.split(".").at(-1) ?? contentClass;
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
