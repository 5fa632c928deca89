// SPDX-License-Identifier: Apache-2.0
import type { OptionGroup, OptionRule } from "../../generated/ts/option-rules.js";
import { definedOnly } from "../internal/attribute-values.js";
import { isObject } from "../internal/value-types.js";
import { configError, describeValue, kindOf } from "./config-error.js";

/** The options of a group with their defaults. Throws for the first that breaks its rule or does not exist. */
export function resolveOptions(rules: OptionGroup, given: unknown, prefix = ""): Record<string, unknown> {
  if (given !== undefined && !isObject(given))
    throw configError(prefix.slice(0, -1) || "options", `: ${kindOf(given)} is not an object`);
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
function resolveOption([type, fallback, wordsOrMin, max]: OptionRule, given: unknown, label: string): unknown {
  const value = given === undefined ? fallback : given;
  if (value === undefined) return undefined;
  // Only numbers and words are repeated: other values may be secrets.
  const check = (isRight: boolean, expected: string, shown = kindOf(value)): void => {
    if (!isRight) throw configError(label, `: ${shown} is not ${expected}`);
  };
  switch (type) {
    case "int": {
      const [number, min] = [value as number, wordsOrMin as number];
      const range = max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
      check(
        Number.isSafeInteger(value) && number >= min && number <= (max ?? number),
        `a whole number ${range}`,
        describeValue(value),
      );
      return value;
    }
    case "enum": {
      const words = wordsOrMin as readonly unknown[];
      const word = typeof value === "string" ? value.trim().toLowerCase() : value;
      check(words.includes(word), `one of ${words.join(", ")}`, describeValue(value));
      return word;
    }
    case "string":
    case "boolean":
    case "function":
      check(typeof value === type, `a ${type}`);
      return value;
    case "provided":
      check(typeof value === "string" || typeof value === "function", "a string or a function");
      return value;
    case "string_map": {
      const texts = isObject(value) ? definedOnly({ ...value }) : undefined;
      check(!!texts && Object.values(texts).every((item) => typeof item === "string"), "an object of strings");
      return texts;
    }
    case "object":
      check(isObject(value) || typeof value === "function", "an object");
      return value;
    case "custom":
      return value;
    default:
      return type satisfies never;
  }
}
