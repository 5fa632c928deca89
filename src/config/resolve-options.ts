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
    if (!Object.hasOwn(rules, name))
      throw configError(prefix + name, `: there is no such option; known are ${Object.keys(rules).join(", ")}`);
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
  if (value === undefined || type === "custom") return value;
  // Only numbers and words are repeated: other values may be secrets.
  const checked = (isRight: boolean, expected: string, result: unknown = value, shown = kindOf(value)): unknown => {
    if (!isRight) throw configError(label, `: ${shown} is not ${expected}`);
    return result;
  };
  switch (type) {
    case "int": {
      const [number, min] = [value as number, wordsOrMin as number];
      const isRight = Number.isSafeInteger(value) && number >= min && number <= (max ?? number);
      const range = max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
      return checked(isRight, `a whole number ${range}`, value, describeValue(value));
    }
    case "enum": {
      const words = wordsOrMin as readonly unknown[];
      const word = typeof value === "string" ? value.trim().toLowerCase() : value;
      return checked(words.includes(word), `one of ${words.join(", ")}`, word, describeValue(value));
    }
    case "provided":
      return checked(/^(string|function)$/.test(typeof value), "a string or a function");
    case "string_map": {
      const texts = isObject(value) && definedOnly({ ...value });
      const isRight = texts && Object.values(texts).every((item) => typeof item === "string");
      return checked(isRight, "an object of strings", texts);
    }
    case "object":
      return checked(isObject(value) || typeof value === "function", "an object");
    default:
      return checked(typeof value === type, `a ${type}`);
  }
}
