// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import type { ResolvedSource } from "../model.js";
import { attributeType as attributeTypes } from "../schema/attributes.js";
import { stability as stabilityValues } from "../schema/common.js";
import { form as formValues, when as whenValues } from "../schema/spans.js";
import {
  type Field,
  field,
  int,
  optional,
  type Shape,
  type StructNode,
  struct,
  text,
  type VocabularyNode,
  vocabulary,
} from "./shape.js";
import { wordsOf } from "./words-of.js";

type StabilityWord = z.infer<typeof stabilityValues>;
type WhenWord = z.infer<typeof whenValues>;
type FormWord = z.infer<typeof formValues>;

export const stability: Shape<StabilityWord, VocabularyNode> = vocabulary(
  "Stability",
  "How settled an entry is.",
  wordsOf(stabilityValues),
);

export const attributeType: Shape<z.infer<typeof attributeTypes>, VocabularyNode> = vocabulary(
  "AttributeType",
  "Type of an attribute's value.",
  wordsOf(attributeTypes),
);

export const when: Shape<WhenWord, VocabularyNode> = vocabulary(
  "When",
  "When an attribute is written.",
  wordsOf(whenValues),
);

export const form: Shape<FormWord, VocabularyNode> = vocabulary(
  "ValueForm",
  "How a value is turned into an attribute value.",
  wordsOf(formValues),
);

/** Fields that every row with an id of its own starts with. */
export const head: { readonly id: Field<string, false>; readonly brief: Field<string, false> } = {
  id: field(text, "Stable id of the spec entry; never carries the vendor prefix."),
  brief: field(text, "What the entry is, in one sentence."),
};

const sourceKinds = ["field", "value", "sdk_name", "metadata", "computed", "status"] as const;

export interface ValueSource {
  readonly kind: (typeof sourceKinds)[number];
  readonly argument?: string | undefined;
}

export const source: Shape<ValueSource, StructNode> = struct("ValueSource", "Where a value comes from.", {
  kind: field(
    vocabulary("SourceKind", "Kinds of sources.", sourceKinds),
    "Field of the record, literal, name of the SDK, the record's metadata under the attribute's own key, a named function, or the client's counters.",
  ),
  argument: optional(
    text,
    "Path of the field or counter, the literal, or the name of the function; unset for the other kinds.",
  ),
});

export function toValueSource(resolved: ResolvedSource): ValueSource {
  switch (resolved.kind) {
    case "field":
      return { kind: "field", argument: resolved.path };
    case "value":
      return { kind: "value", argument: resolved.value };
    case "computed":
      return { kind: "computed", argument: resolved.name };
    case "status":
      return { kind: "status", argument: resolved.path };
    case "sdk_name":
    case "metadata":
      return { kind: resolved.kind };
  }
}

export interface StatusRange {
  readonly first: number;
  readonly last: number;
}

export const statusRange: Shape<StatusRange, StructNode> = struct("StatusRange", "Consecutive status numbers.", {
  first: field(int, "Lowest status of the range."),
  last: field(int, "Highest status of the range, inclusive."),
});

/** Single statuses become ranges of one. */
export function toStatusRanges(statuses: readonly (number | readonly [number, number])[]): readonly StatusRange[] {
  return statuses.map((status) =>
    typeof status === "number" ? { first: status, last: status } : { first: status[0], last: status[1] },
  );
}

/** Id and brief of an entry. */
export function headOf(entry: { readonly id: string; readonly brief: string }): {
  readonly id: string;
  readonly brief: string;
} {
  return { id: entry.id, brief: entry.brief };
}
