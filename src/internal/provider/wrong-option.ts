// SPDX-License-Identifier: Apache-2.0
import { CONTENT_CAPTURE_MODES } from "../../../generated/ts/enums.js";
import { isObject } from "../value-types.js";
import { rowOf } from "./read.js";
import { USAGE_MODES } from "./usage-mode.js";

/** What is wrong with a value; undefined when nothing is. */
type Check = (value: unknown) => string | undefined;

const text: Check = (value) => expected("a string", typeof value === "string");
const flag: Check = (value) => expected("true or false", typeof value === "boolean");
const object: Check = (value) => expected("an object", isObject(value));
const texts: Check = (value) =>
  expected("a map of strings", isObject(value) && Object.values(value).every((item) => typeof item === "string"));

/** The options of all wrappers. A recording with a wrong one would be refused at its end, where nobody looks. */
const CHECKS: Readonly<Record<string, Check>> = {
  conversationId: text,
  conversationTitle: text,
  userId: text,
  agentName: text,
  agentVersion: text,
  tags: texts,
  metadata: object,
  providerName: text,
  usageMode: wordOf(USAGE_MODES),
  rawArtifacts: flag,
  rawMedia: flag,
  contentCapture: wordOf(CONTENT_CAPTURE_MODES),
  includeStreamUsage: flag,
  suppressProviderSpans: flag,
};

/** The first option of a wrong type, with what it should be. Null counts as unset. */
export function findWrongOption(options: Readonly<Record<string, unknown>>): string | undefined {
  for (const [name, value] of Object.entries(options)) {
    const problem = (value ?? null) === null ? undefined : rowOf(CHECKS, name)?.(value);
    if (problem !== undefined) return `${name}: ${problem}`;
  }
  return undefined;
}

function wordOf(words: readonly string[]): Check {
  return (value) =>
    words.some((word) => word === value)
      ? undefined
      : `${typeof value === "string" ? `"${value}"` : typeof value} is not one of ${words.join(", ")}`;
}

function expected(what: string, isFine: boolean): string | undefined {
  return isFine ? undefined : `${what} is expected`;
}
