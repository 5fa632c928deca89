// SPDX-License-Identifier: Apache-2.0
import { Matcher } from "./matcher.js";

/** One place at which a value is not what was expected. */
export interface Difference {
  /** For example `spans[0].attributes["user.id"]`. */
  readonly path: string;
  /** As JSON, or words where there is none. */
  readonly expected: string;
  readonly actual: string;
}

type Members = Readonly<Record<string, unknown>>;

/** Everything in which two plain values differ; an absent member equals an undefined one. */
export function diffValues(expected: unknown, actual: unknown, path = ""): readonly Difference[] {
  if (expected instanceof Matcher) return expected.matches(actual) ? [] : [difference(path, expected, actual)];
  if (Array.isArray(expected) && Array.isArray(actual)) return diffLists(expected, actual, path);
  if (isMembers(expected) && isMembers(actual)) {
    const keys = new Set([...Object.keys(expected), ...Object.keys(actual)]);
    return [...keys].flatMap((key) => diffValues(own(expected, key), own(actual, key), joinPath(path, key)));
  }
  return Object.is(expected, actual) ? [] : [difference(path, expected, actual)];
}

function diffLists(expected: readonly unknown[], actual: readonly unknown[], path: string): readonly Difference[] {
  const length = Math.max(expected.length, actual.length);
  return Array.from({ length }, (_, index) => diffValues(expected[index], actual[index], `${path}[${index}]`)).flat();
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function own(members: Members, key: string): unknown {
  return Object.hasOwn(members, key) ? members[key] : undefined;
}

function joinPath(path: string, key: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

function difference(path: string, expected: unknown, actual: unknown): Difference {
  return { path, expected: describe(expected), actual: describe(actual) };
}

/** Longest value that a report shows. */
const MAX_TEXT = 400;

function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  const text =
    JSON.stringify(value, (_, member: unknown) => (typeof member === "bigint" ? String(member) : member)) ??
    String(value);
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}...` : text;
}
