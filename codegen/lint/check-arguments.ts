// SPDX-License-Identifier: Apache-2.0
import { type Place, placeIn, within } from "../resolve/context.js";
import type { ValidationRule } from "../schema/validation.js";
import { suggestWord } from "../suggest.js";
import { checkShapes } from "./check-shapes.js";
import type { LintContext, LintRule } from "./rule.js";

/** A check gets what it reads and nothing else; a message names only what is filled in. */
export const checkArgumentsRule: LintRule = {
  id: "check-arguments",
  brief: "Validation rules give a check the arguments that it reads and no others.",
  check(context) {
    context.spec.files.validation.rules.forEach((rule, index) => {
      const place = placeIn("validation", "rules", index);
      checkArguments(context, rule, place);
      checkMessage(context, rule, place);
    });
  },
};

function checkArguments(context: LintContext, rule: ValidationRule, place: Place): void {
  const { required = [], optional = [] } = checkShapes[rule.check];
  for (const argument of ["values", "fields", "limit"] as const) {
    const isGiven = rule[argument] !== undefined;
    if (isGiven && !required.includes(argument) && !optional.includes(argument)) {
      const message = `check ${rule.check} does not read \`${argument}\``;
      context.report(within(place, argument), "check-arguments", message, "remove it");
    }
    if (!isGiven && required.includes(argument)) {
      context.report(within(place, "check"), "check-arguments", `check ${rule.check} needs \`${argument}\``, "add it");
    }
  }
}

function checkMessage(context: LintContext, rule: ValidationRule, place: Place): void {
  const known = ["path", ...(rule.limit === undefined ? [] : ["limit"]), ...(rule.check === "type" ? ["type"] : [])];
  for (const [, name = ""] of rule.message.matchAll(/\{([^}]*)\}/g)) {
    if (known.includes(name)) continue;
    const message = `nothing fills in {${name}} in the message of check ${rule.check}`;
    context.report(within(place, "message"), "check-arguments", message, suggestWord(name, known));
  }
}
