// SPDX-License-Identifier: Apache-2.0
// Leaves of the generated zod schemas. Their messages end a sentence that starts with the path: "must be a string".
import { z } from "zod";
import { EXPECTED, EXPECTED_LIST, oneOf } from "./expected-types.js";
import { BOOLEAN, BYTES, COUNT, DATE, DOUBLE, INTEGER, STRING_MAP, STRUCT, TEXT } from "./record-shape.js";
import { isBytes, isDictionary, isTimestamp } from "./value-types.js";

const must = (expected = ""): string => `must be ${expected}`;

export function text(): z.ZodType<string> {
  return z.string(must(EXPECTED[TEXT]));
}

/** The text of a message part; a stripped one may be missing, which is an empty text. */
export function textOrEmpty(): z.ZodType<string> {
  return z.preprocess((value) => value ?? "", text());
}

export function member<T extends string>(members: readonly T[]): z.ZodType<T> {
  return z.enum(members as readonly [T, ...T[]], must(oneOf(members)));
}

export function number(): z.ZodType<number> {
  return z.number(must(EXPECTED[DOUBLE]));
}

export function integer(): z.ZodType<number> {
  return z.int(must(EXPECTED[INTEGER]));
}

export function count(): z.ZodType<number> {
  return z.int(must(EXPECTED[COUNT])).min(0, must(EXPECTED[COUNT]));
}

export function boolean(): z.ZodType<boolean> {
  return z.boolean(must(EXPECTED[BOOLEAN]));
}

export function bytes(): z.ZodType<string | Uint8Array> {
  return z.union([z.string(), z.custom<Uint8Array>(isBytes)], must(EXPECTED[BYTES]));
}

export function date(): z.ZodType<Date> {
  return z.custom<Date>(isTimestamp, must(EXPECTED[DATE]));
}

export function dictionary(): z.ZodType<Record<string, unknown>> {
  return z.custom<Record<string, unknown>>(isDictionary, must(EXPECTED[STRUCT]));
}

export function stringMap(): z.ZodType<Record<string, string>> {
  const isStringMap = (value: unknown): boolean =>
    isDictionary(value) && Object.values(value).every((item) => typeof item === "string");
  return z.custom<Record<string, string>>(isStringMap, must(EXPECTED[STRING_MAP]));
}

export function anyValue(): z.ZodType<unknown> {
  return z.unknown();
}

export function list<T>(element: z.ZodType<T>): z.ZodType<T[]> {
  return z.array(element, must(EXPECTED_LIST));
}

/** A field that may be absent; null counts as absent. */
export function unset<T>(schema: z.ZodType<T>): z.ZodType<T | undefined> {
  return z.preprocess((value) => value ?? undefined, schema.optional());
}

/** An object of the given fields; further keys are dropped. */
export function fields<T extends object>(
  shape: { readonly [K in keyof T]-?: z.ZodType<T[K]> },
): z.ZodObject<{ readonly [K in keyof T]-?: z.ZodType<T[K]> }> {
  return z.object(shape, must(EXPECTED[STRUCT]));
}

/** One of several objects, told apart by a field. */
export function variants<T>(
  discriminator: string,
  kinds: readonly string[],
  options: readonly z.ZodObject[],
): z.ZodType<T> {
  const message = (issue: { readonly code?: string }): string =>
    must(issue.code === "invalid_union" ? oneOf(kinds) : EXPECTED[STRUCT]);
  // The options are the members of T, one per kind; zod's own type of a discriminated union cannot be written from a list.
  return z.discriminatedUnion(discriminator, options as [z.ZodObject, ...z.ZodObject[]], {
    error: message,
  }) as z.ZodType<unknown> as z.ZodType<T>;
}
