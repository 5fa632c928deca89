// SPDX-License-Identifier: Apache-2.0
import { isRecord } from "../load/is-record.js";
import { specNames, specPath } from "../load/spec-files.js";
import { suggest } from "../suggest.js";
import { listContractEntries } from "./contract-entries.js";
import type { LintContext, LintRule } from "./rule.js";

/** What an entry says about its origin can be looked up. */
export const contractCitationsRule: LintRule = {
  id: "contract-citations",
  brief: "Every `contract` of the spec names a section or row of the contract.",
  needs: ["contract"],
  check(context) {
    const known = new Set(listContractEntries(context).map(({ id }) => id));
    for (const name of specNames) checkFile(context, known, specPath(name), context.spec.files[name]);
    for (const { file, value } of context.spec.scenarios) checkFile(context, known, file, value);
  },
};

function checkFile(context: LintContext, known: ReadonlySet<string>, file: string, value: object): void {
  const { defaults } = value as { readonly defaults?: { readonly contract?: unknown } };
  const inherited = JSON.stringify(defaults?.contract);
  visit(value, [], (cited, path) => {
    // An entry that repeats the default of its file got it from there, where a mistake is reported once.
    if (path[0] !== "defaults" && JSON.stringify(cited) === inherited) return;
    for (const id of [cited].flat()) {
      if (typeof id !== "string" || known.has(id)) continue;
      context.report(
        { file, path },
        "contract-citations",
        `the contract has no section or row "${id}"`,
        suggest(id, known),
      );
    }
  });
}

/** Finds every `contract` in nested data. */
function visit(
  value: unknown,
  path: readonly PropertyKey[],
  found: (cited: unknown, path: readonly PropertyKey[]) => void,
): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) visit(item, [...path, index], found);
  } else if (isRecord(value)) {
    for (const [key, member] of Object.entries(value)) {
      if (key === "contract") found(member, [...path, key]);
      else visit(member, [...path, key], found);
    }
  }
}
