// SPDX-License-Identifier: Apache-2.0
import type { OptionGroup, OptionRule } from "../../generated/ts/option-rules.js";
import { isObject } from "../internal/value-types.js";
import { configError, describeValue, kindOf } from "./config-error.js";

/** The options of a group with their defaults. Throws for the first that breaks its rule or does not exist. */
export function resolveOptions(rules: OptionGroup, given: unknown, prefix = ""): Record<string, unknown> {
  if (given !== undefined && !isObject(given))
    throw configError(prefix.slice(0, -1) || "options", `: ${describeValue(given)} is not an object`);
  const options = (given ?? {}) as Record<string, unknown>;
  // A misspelt option would silently do nothing.
  for (const name of Object.keys(options))
    if (!Object.hasOwn(rules, name)) throw configError(prefix + name, ": there is no such option; check its spelling");
  return Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => [
      name,
      isRule(rule)
        ? resolveOption(rule, options[name], prefix + name)
        : resolveOptions(rule, options[name], `${prefix}${name}.`),
    ]),
  );
}

function isRule(rule: OptionRule | OptionGroup): rule is OptionRule {
  return Array.isArray(rule);
}

/** The value in its normal form, or an error that says what is allowed. */
function resolveOption([type, fallback, wordsOrMin, max]: OptionRule, value: unknown, label: string): unknown {
  if (value === undefined) return isObject(fallback) ? { ...fallback } : fallback;
  const check = (isRight: boolean, expected: string, shown = describeValue(value)): void => {
    if (!isRight) throw configError(label, `: ${shown} is not ${expected}`);
  };
  switch (type) {
    case "int": {
      const [number, min] = [value as number, wordsOrMin as number];
      const range = max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
      check(Number.isSafeInteger(value) && number >= min && number <= (max ?? number), `a whole number ${range}`);
      return value;
    }
    case "enum": {
      const words = wordsOrMin as readonly unknown[];
      const word = typeof value === "string" ? value.trim().toLowerCase() : value;
      check(words.includes(word), `one of ${words.join(", ")}`);
      return word;
    }
    case "string":
      check(typeof value === "string", "a string");
      return value;
    case "provided":
      // Never the value: it may be a secret.
      check(typeof value === "string" || typeof value === "function", "a string or a function", kindOf(value));
      return value;
    case "boolean":
      check(typeof value === "boolean", "true or false");
      return value;
    case "string_map":
      check(isObject(value) && Object.values(value).every((item) => typeof item === "string"), "an object of strings");
      return { ...(value as object) };
    case "function":
      check(typeof value === "function", "a function", kindOf(value));
      return value;
    case "object":
      // Never the value: credentials are such an option.
      check(isObject(value) || typeof value === "function", "an object", kindOf(value));
      return value;
    case "custom":
      return value;
    default:
      return type satisfies never;
  }
}
