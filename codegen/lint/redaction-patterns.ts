// SPDX-License-Identifier: Apache-2.0
import { type Place, placeIn, within } from "../resolve/context.js";
import type { RedactionPatternEntry } from "../schema/redaction.js";
import { findRegexProblem } from "./regex-subset.js";
import type { LintContext, LintRule } from "./rule.js";

const PARTS = ["before", "secret", "after"] as const;

/** Text of any length and origin is searched, in every language that the tables reach. */
export const redactionPatternsRule: LintRule = {
  id: "redaction-pattern",
  brief: "Patterns of secrets use what is linear and the same in every engine, and do to their vectors what these say.",
  check(context) {
    const { patterns, replacement } = context.spec.files.redaction;
    patterns.forEach((pattern, index) => {
      const place = placeIn("redaction", "patterns", index);
      if (checkParts(context, pattern, place)) checkVectors(context, pattern, replacement, place);
      if (pattern.ignore_case && pattern.literals.length > 0) {
        context.report(
          within(place, "literals"),
          "redaction-pattern",
          `${pattern.id} ignores case, but literals are compared with it`,
          "remove the literals",
        );
      }
    });
  },
};

function checkParts(context: LintContext, pattern: RedactionPatternEntry, place: Place): boolean {
  const problems = PARTS.flatMap((part) => {
    const source = pattern[part];
    const problem = source === undefined ? undefined : findRegexProblem(source);
    return problem === undefined ? [] : [{ part, problem }];
  });
  for (const { part, problem } of problems)
    context.report(within(place, part), "redaction-pattern", `${pattern.id}: ${problem}`, "write it without");
  const isOpen = /\{\d+,\}\)?$/.test(pattern.secret);
  if (isOpen && pattern.after !== undefined) {
    context.report(
      within(place, "after"),
      "redaction-pattern",
      `${pattern.id}: what follows a repeat without bound is looked for again and again`,
      "bound the repeat",
    );
  }
  return problems.length === 0;
}

function checkVectors(context: LintContext, pattern: RedactionPatternEntry, replacement: string, place: Place): void {
  const { before = "", secret, after = "", ignore_case: ignoreCase, literals } = pattern;
  const expression = new RegExp(`(${before})(?:${secret})(${after})`, ignoreCase ? "gi" : "g");
  const marker = replacement.replace("{label}", pattern.label);
  const outcomes = pattern.vectors.map(({ text, expect }) => {
    const given = text.join("");
    const isSearched = literals.length === 0 || literals.some((literal) => given.includes(literal));
    const found = isSearched
      ? given.replace(expression, (_, kept: string, rest: string) => kept + marker + rest)
      : given;
    return { given, found, expect };
  });
  outcomes.forEach(({ found, expect }, index) => {
    if (found === expect) return;
    const at = within(place, "vectors", index, "expect");
    context.report(
      at,
      "redaction-pattern",
      `${pattern.id} makes ${JSON.stringify(found)} of it`,
      "correct one of them",
    );
  });
  const hasBoth = [true, false].every((changes) =>
    outcomes.some(({ given, expect }) => (given !== expect) === changes),
  );
  if (!hasBoth) {
    context.report(
      within(place, "vectors"),
      "redaction-pattern",
      `${pattern.id} has no vector that it changes, or none that it leaves alone`,
      "add the other kind",
    );
  }
}
