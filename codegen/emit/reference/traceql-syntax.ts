// SPDX-License-Identifier: Apache-2.0
// The little of TraceQL that the examples need.

/** Runes that may stand in an attribute's name without quotes; anything else ends it. */
const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

export type Scope = "span" | "resource";

/** A scoped attribute: `span.gen_ai.request.model`, `span."a key"`. Without a scope a query searches every one of them. */
export function scoped(scope: Scope, key: string): string {
  return `${scope}.${PLAIN_NAME.test(key) ? key : quote(key)}`;
}

/** A literal: text in double quotes, numbers and booleans as they are. */
export function literal(value: unknown): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return quote(String(value));
}

/** Spans that meet every condition: `{ a && b }`. */
export function where(...conditions: readonly string[]): string {
  return `{ ${conditions.join(" && ")} }`;
}

/** One value, or one of several. A regular expression has to match the whole value. */
export function isOneOf(name: string, values: readonly string[]): string {
  if (values.length === 1) return `${name} = ${quote(values[0] ?? "")}`;
  return `${name} =~ ${quote(values.map((value) => value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"))}`;
}

function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\t", "\\t")}"`;
}
