// SPDX-License-Identifier: Apache-2.0
import type { ModelField, ResolvedAttribute } from "../model.js";
import { camelCase } from "../naming.js";
import { type Place, type ResolveContext, within } from "./context.js";
import { fromLocalType, type TypeNames } from "./field-types.js";
import type { FieldEntry, TypeEntry } from "./type-entry.js";

/** Applies the entries that refine fields taken over from the proto or from another type. */
export function applyOverlay(
  context: ResolveContext,
  entry: TypeEntry,
  fields: readonly ModelField[],
  variants: readonly ModelField[],
  place: Place,
): { readonly fields: readonly ModelField[]; readonly variants: readonly ModelField[] } {
  const overlays = new Map<string, FieldEntry>();
  const known = [...fields, ...variants].map((field) => field.proto?.name ?? field.name);
  entry.fields.forEach((field, index) => {
    const at = within(place, "fields", index);
    checkOrigin(context, field, at);
    if (field.proto === undefined) return;
    if (!known.includes(field.proto)) {
      context.reportUnknown(within(at, "proto"), `field of ${entry.name}`, field.proto, known);
    } else if (overlays.has(field.proto)) {
      context.report(within(at, "proto"), "duplicate-id", `"${field.proto}" is refined twice`, "merge the two entries");
    } else overlays.set(field.proto, field);
  });
  const refine = (field: ModelField): ModelField => refineField(context, entry.name, field, overlays, place);
  return { fields: fields.map(refine), variants: variants.map(refine) };
}

function checkOrigin(context: ResolveContext, field: FieldEntry, place: Place): void {
  if ((field.proto === undefined) === (field.local === undefined)) {
    context.report(
      place,
      "field-origin",
      "a field needs exactly one of `proto` and `local`",
      "keep the one that applies",
    );
  }
  if (field.proto !== undefined && (field.type !== undefined || field.metadata !== undefined)) {
    context.report(
      place,
      "field-origin",
      "the type of a proto field follows from the proto",
      "remove `type` and `metadata`",
    );
  }
  if (field.local !== undefined && (field.type === undefined || field.brief === undefined)) {
    context.report(
      place,
      "field-origin",
      `local field "${field.local}" needs a type and a brief`,
      "add `type` and `brief`",
    );
  }
  if (field.local !== undefined && field.name !== undefined) {
    context.report(
      within(place, "name"),
      "field-origin",
      `local field "${field.local}" has a second name`,
      "rename `local` itself",
    );
  }
}

function refineField(
  context: ResolveContext,
  owner: string,
  field: ModelField,
  overlays: ReadonlyMap<string, FieldEntry>,
  place: Place,
): ModelField {
  const overlay = overlays.get(field.proto?.name ?? field.name);
  if (overlay === undefined) return field;
  const name = overlay.name ?? field.name;
  if (overlay.count && field.type.kind !== "int64") {
    context.report(place, "field-origin", `${field.path} is no int64, so it cannot count`, "remove `count`");
  }
  return {
    ...field,
    path: `${owner}.${name}`,
    name,
    tsName: camelCase(name),
    required: overlay.required || field.required,
    count: overlay.count || field.count,
    ...(overlay.always || field.always ? { always: true } : {}),
    brief: overlay.brief ?? field.brief,
  };
}

/** A field that the proto does not have; undefined (and a finding) when its type does not exist. */
export function resolveLocalField(
  context: ResolveContext,
  names: TypeNames,
  attributes: ReadonlyMap<string, ResolvedAttribute>,
  owner: string,
  field: FieldEntry,
  place: Place,
): ModelField | undefined {
  const { local: name } = field;
  const resolved = fromLocalType(context, names, field.type ?? "string", within(place, "type"));
  if (name === undefined || resolved === undefined) return undefined;
  const metadata = field.metadata === undefined ? undefined : attributes.get(field.metadata);
  if (field.metadata !== undefined && metadata === undefined) {
    context.reportUnknown(within(place, "metadata"), "attribute", field.metadata, attributes.keys());
  }
  return {
    path: `${owner}.${name}`,
    name,
    tsName: camelCase(name),
    type: resolved.type,
    repeated: resolved.repeated,
    required: field.required,
    count: field.count,
    brief: field.brief ?? "",
    ...(metadata === undefined ? {} : { metadata }),
  };
}
