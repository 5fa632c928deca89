// SPDX-License-Identifier: Apache-2.0

import type { ModelField, ResolvedSource } from "../model.js";
import { type Place, placeIn } from "../resolve/context.js";
import type { AttributeEntry } from "../schema/attributes.js";
import type { LintContext, LintRule } from "./rule.js";

/** What a source yields is what the attribute declares. */
export const attributeTypesRule: LintRule = {
  id: "attribute-type",
  brief: "Span and metric attributes get values of their declared type, and literals are among the declared values.",
  check(context) {
    context.model.spans.forEach((span, index) => {
      const rows = context.spec.files.spans.spans[index]?.attributes ?? [];
      for (const { attribute, source, form } of span.attributes) {
        const at = rows.findIndex((row) => row.ref === attribute.id);
        const place = placeIn("spans", "spans", index, "attributes", at, "source");
        checkType(context, attribute, typeOf(context, source, form), place);
        checkLiteral(context, attribute, source, place);
      }
    });
    context.model.metrics.forEach((metric, index) => {
      metric.points.forEach((point, position) => {
        point.attributes.forEach(({ attribute, source, form }, at) => {
          const place = placeIn("metrics", "metrics", index, "recorded_for", position, "attributes", at, "source");
          checkType(context, attribute, typeOf(context, source, form), place);
          checkLiteral(context, attribute, source, place);
        });
      });
    });
  },
};

type AttributeType = AttributeEntry["type"];

function checkType(
  context: LintContext,
  attribute: AttributeEntry,
  actual: AttributeType | undefined,
  place: Place,
): void {
  if (actual === undefined || actual === attribute.type) return;
  context.report(
    place,
    "attribute-type",
    `${attribute.id} is declared as ${attribute.type}, but its source gives ${actual}`,
    "change the type, the source or the form",
  );
}

/** Type that a source yields in a form; undefined where only the running program knows. */
function typeOf(context: LintContext, source: ResolvedSource, form: string): AttributeType | undefined {
  if (form === "int") return "int";
  if (form === "json_text") return "string";
  if (form === "single_item_list" || form === "truncated_list") return "string[]";
  switch (source.kind) {
    case "sdk_name":
    case "value":
      return "string";
    case "computed":
      return context.model.computed.find((entry) => entry.id === source.name)?.type;
    case "field":
      return fieldType(source.fields.at(-1));
    default:
      return undefined;
  }
}

const scalars: Readonly<Record<string, AttributeType>> = {
  string: "string",
  enum: "string",
  int64: "int",
  double: "double",
  bool: "boolean",
};

function fieldType(field: ModelField | undefined): AttributeType | undefined {
  if (field === undefined) return undefined;
  return field.repeated ? "string[]" : scalars[field.type.kind];
}

function checkLiteral(
  context: LintContext,
  { id, values }: AttributeEntry,
  source: ResolvedSource,
  place: Place,
): void {
  if (source.kind !== "value" || source.value.includes("{") || values === undefined) return;
  const members = values.members.map((member) => String(member.value));
  if (members.includes(source.value)) return;
  context.report(
    place,
    "attribute-type",
    `"${source.value}" is not among the values of ${id}`,
    `add it to the members, or use one of ${members.join(", ")}`,
  );
}
