// SPDX-License-Identifier: Apache-2.0

// The vocabulary of generated/ts/record-shapes.ts. Numbers that a bundler writes in place: it does so only where no import and no
// code comes before them.

// Kinds of values.
export const TEXT = 0;
export const BYTES = 1;
export const BOOLEAN = 2;
export const DOUBLE = 3;
export const INTEGER = 4;
/** An integer that is not negative. */
export const COUNT = 5;
export const DATE = 6;
export const STRING_MAP = 7;
/** A free-form object. */
export const STRUCT = 8;
/** An object with a shape of its own, which is the detail. */
export const NESTED = 9;
/** Any JSON value. */
export const JSON_VALUE = 10;
/** A word of an enum; the detail lists them in the order of their numbers on the wire, which start at 1. */
export const MEMBER = 11;
/** The same, but whoever reads the field decides about wrong words. */
export const FREE_MEMBER = 12;
/** What tells the variants of a union apart; the detail has the field of each. */
export const DISCRIMINATOR = 13;
/** The part of the flags that is the kind. */
export const KIND_MASK = 15;

// Flags beside the kind.
/** A list of such values. */
export const LIST = 16;
/** The payload of one variant: it counts only when the discriminator says so. */
export const VARIANT = 32;
/** On the wire also when it holds its default. */
export const EXPLICIT = 64;
/** A message that is on the wire even when it is absent. */
export const ALWAYS = 128;
/** Travels in a message of its own, under the number that is the detail. */
export const LIFTED = 256;
/** No rule reports its absence, so the copy does. */
export const DEMANDED = 512;

/** Name, kind and flags, field number of what travels, and what the kind needs to know. */
export type FieldShape = readonly [name: string, flags: number, number?: number | undefined, detail?: FieldDetail];

type FieldDetail = readonly string[] | Readonly<Record<string, string>> | RecordShape<never> | number;

/** The fields of a type in the order of the wire. `T` is the type that the table was generated for. */
export interface RecordShape<in T> extends Iterable<FieldShape> {
  /** Never there: ties the table to its type. */
  readonly of?: (record: T) => void;
}
