// SPDX-License-Identifier: Apache-2.0
import type { ModelField } from "../model.js";
import type { ValidationRule } from "../schema/validation.js";

export type CheckArgument = "values" | "fields" | "limit";

export interface CheckShape {
  readonly required?: readonly CheckArgument[];
  readonly optional?: readonly CheckArgument[];
  /** Whether the check can judge a field. */
  readonly accepts: (field: ModelField) => boolean;
}

const isKind =
  (...kinds: readonly string[]) =>
  (field: ModelField): boolean =>
    kinds.includes(field.type.kind);
const isText = (field: ModelField): boolean => field.type.kind === "string" && !field.repeated;
const isNumber = isKind("int64", "double");
const anything = (): boolean => true;

/** Which arguments each check reads and which fields it can judge. */
export const checkShapes: Readonly<Record<ValidationRule["check"], CheckShape>> = {
  one_of: { optional: ["values"], accepts: isKind("enum", "string") },
  non_blank: { accepts: isText },
  non_empty: { accepts: (field) => field.repeated },
  one_payload: { accepts: anything },
  only_role: { required: ["values"], accepts: anything },
  present: { accepts: anything },
  any_non_blank: { required: ["fields"], accepts: isText },
  any_present: { required: ["fields"], accepts: anything },
  positive: { accepts: isNumber },
  non_negative: { accepts: isNumber },
  max_chars: { required: ["limit"], accepts: isText },
  max_utf8_bytes: { required: ["limit"], accepts: isText },
  max_json_bytes: { required: ["limit"], accepts: isKind("struct", "json", "string_map") },
  no_slash: { accepts: isText },
  no_dot_segment: { accepts: isText },
  type: { accepts: anything },
};
