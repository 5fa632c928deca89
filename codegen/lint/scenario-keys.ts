// SPDX-License-Identifier: Apache-2.0
import { isRecord } from "../load/is-record.js";
import { suggest } from "../suggest.js";
import type { LintContext, LintRule } from "./rule.js";

/** A key that a scenario expects is a key that the spec declares. */
export const scenarioKeysRule: LintRule = {
  id: "scenario-keys",
  brief: "Attribute keys that scenarios expect on spans, metric points and in metadata are declared.",
  needs: ["attributes"],
  check(context) {
    const keys = context.model.attributes.map((attribute) => attribute.key);
    context.spec.scenarios.forEach(({ file, value }) => {
      value.scenarios.forEach((scenario, index) => {
        const path = ["scenarios", index, "expect"];
        if ("expect" in scenario) checkKeys(context, keys, file, scenario.expect, path);
      });
    });
  },
};

/** Every key below `attributes`, and the dotted ones below `metadata`: callers may choose others. */
function checkKeys(
  context: LintContext,
  keys: readonly string[],
  file: string,
  value: unknown,
  path: readonly PropertyKey[],
): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) checkKeys(context, keys, file, item, [...path, index]);
  }
  if (!isRecord(value)) return;
  const holder = path.at(-1);
  for (const [key, member] of Object.entries(value)) {
    const isAttribute =
      holder === "attributes" || (holder === "metadata" && /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/.test(key));
    if (isAttribute && !key.startsWith("$") && !isDeclared(keys, key)) {
      const place = { file, path: [...path, key] };
      context.report(place, "scenario-keys", `no attribute has the key "${key}"`, suggest(key, keys));
    }
    checkKeys(context, keys, file, member, [...path, key]);
  }
}

function isDeclared(keys: readonly string[], key: string): boolean {
  return keys.some(
    (known) => known === key || (known.endsWith("<key>") && key.startsWith(known.slice(0, -"<key>".length))),
  );
}
