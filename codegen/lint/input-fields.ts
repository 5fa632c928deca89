// SPDX-License-Identifier: Apache-2.0
import type { ModelField, ModelType } from "../model.js";
import { placeIn, within } from "../resolve/context.js";
import type { FieldEntry } from "../resolve/type-entry.js";
import type { LintContext, LintRule } from "./rule.js";

/** A field that no input type offers is in the record, and nobody can set it. */
export const inputFieldsRule: LintRule = {
  id: "input-fields",
  brief: "Every field of a record with input types is picked by one of them, or says where its value comes from.",
  needs: ["models"],
  check(context) {
    const { types } = context.model.models;
    context.spec.files.models.types.forEach((entry, index) => {
      const record = types.find((type) => type.name === entry.name);
      const inputs = types.filter((type) => type.subsetOf === entry.name && type.role === "input");
      if (record?.role !== "record" || inputs.length === 0) return;
      for (const field of record.fields) checkField(context, record, inputs, field, index);
    });
  },
};

function checkField(
  context: LintContext,
  record: ModelType,
  inputs: readonly ModelType[],
  field: ModelField,
  typeIndex: number,
): void {
  const entries = context.spec.files.models.types[typeIndex]?.fields ?? [];
  const position = entries.findIndex((entry) => isOf(entry, field));
  const entry = entries[position];
  const takers = inputs.filter((input) => input.fields.some(({ name }) => name === field.name));
  const place = placeIn("models", "types", typeIndex);
  if (takers.length === 0 && entry?.derived === undefined) {
    const lists = inputs.map((input) => input.name).join(" or ");
    const source = field.proto === undefined ? `local: ${field.name}` : `proto: ${field.proto.name}`;
    const fix = `add ${field.name} to \`pick\` of ${lists}, or { ${source}, derived: <where the value comes from> } to \`fields\` of ${record.name}`;
    context.report(within(place, "name"), "input-fields", `no caller can set ${field.path}`, fix);
  }
  if (takers.length > 0 && entry?.derived !== undefined) {
    const names = takers.map((input) => input.name).join(" and ");
    const at = within(place, "fields", position, "derived");
    context.report(at, "input-fields", `${field.path} is picked by ${names}`, "remove `derived`");
  }
}

function isOf(entry: FieldEntry, field: ModelField): boolean {
  return entry.proto === undefined ? entry.local === field.name : entry.proto === field.proto?.name;
}
