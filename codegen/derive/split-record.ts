// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import type { Json } from "./case-parts.js";

/** A record as callers give it: what can be known before a call at its start, the rest in its result. */
export function splitRecord(
  model: SpecModel,
  typeName: string,
  record: Json,
): { readonly start: Json; readonly result: Json } {
  const known = fieldsOf(model, `${typeName}Start`);
  const late = fieldsOf(model, `${typeName}Result`);
  const pick = (isPicked: (name: string) => boolean): Json =>
    Object.fromEntries(Object.entries(record).filter(([name]) => isPicked(name)));
  return { start: pick((name) => known.has(name)), result: pick((name) => !known.has(name) && late.has(name)) };
}

function fieldsOf(model: SpecModel, typeName: string): ReadonlySet<string> {
  const type = model.models.types.find((candidate) => candidate.name === typeName);
  return new Set(type?.fields.map((field) => field.name));
}
