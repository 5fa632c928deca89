// SPDX-License-Identifier: Apache-2.0
import type { ResolvedSource, ResolvedSpanAttribute, SpecModel } from "../model.js";
import type { Json } from "./case-parts.js";

/** What a span gets from elsewhere than its record. */
export interface SpanExtras {
  readonly error_type?: string;
  readonly error_category?: string;
}

/** Attributes of a finished span by the rows of spans.yaml, from a record that holds only what may be on it. */
export function spanAttributes(model: SpecModel, kind: string, record: Json, extras: SpanExtras = {}): Json {
  const span = model.spans.find((candidate) => candidate.id === kind);
  const entries = (span?.attributes ?? []).flatMap((row) => {
    const value = formValue(row, readSource(row.source, row.attribute.key, record, extras));
    return value === undefined ? [] : [[row.attribute.key, value] as const];
  });
  return Object.fromEntries(entries);
}

function readSource(source: ResolvedSource, key: string, record: Json, extras: SpanExtras): unknown {
  switch (source.kind) {
    case "field":
      return source.path
        .split(".")
        .reduce<unknown>((value, name) => (value === undefined ? undefined : (value as Json)[name]), record);
    case "value":
      return source.value;
    case "sdk_name":
      return { $ref: "sdk.name" };
    case "metadata":
      return (record["metadata"] as Json | undefined)?.[key];
    case "computed":
      return extras[source.name as keyof SpanExtras];
    case "status":
      return undefined; // of a client, which has no span
    default:
      return source satisfies never;
  }
}

/** The value that is written; undefined when the row's condition does not hold. */
function formValue({ when, form }: ResolvedSpanAttribute, value: unknown): unknown {
  if (value === undefined || value === null || !holds(when, value)) return undefined;
  switch (form) {
    case "trimmed":
      return String(value).trim();
    case "single_item_list":
      return [String(value).trim()];
    case "json_text":
      return { $json: value };
    default:
      return value;
  }
}

function holds(when: ResolvedSpanAttribute["when"], value: unknown): boolean {
  switch (when) {
    case "always":
    case "present":
      return true;
    case "non_blank":
      return String(value).trim() !== "";
    case "non_zero":
      return value !== 0;
    case "non_empty":
      return (value as string | readonly unknown[]).length > 0;
    default:
      return when satisfies never;
  }
}
