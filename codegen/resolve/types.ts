// SPDX-License-Identifier: Apache-2.0
import type { ModelEnum, ModelField, ModelType, ResolvedAttribute } from "../model.js";
import { suggestWord } from "../suggest.js";
import { type Place, placeIn, type ResolveContext, within } from "./context.js";
import type { TypeNames } from "./field-types.js";
import { applyOverlay, resolveLocalField } from "./model-fields.js";
import { resolveProtoType } from "./proto-types.js";
import type { TypeEntry } from "./type-entry.js";

/** Friendly types by name, in the order of models.yaml. */
export function resolveTypes(
  context: ResolveContext,
  enums: ReadonlyMap<string, ModelEnum>,
  attributes: ReadonlyMap<string, ResolvedAttribute>,
): ReadonlyMap<string, ModelType> {
  const entries = context.spec.files.models.types;
  const mirrors = entries.filter((entry) => entry.proto !== undefined && entry.subset_of === undefined);
  const names: TypeNames = {
    enums,
    types: new Set(entries.map((entry) => entry.name)),
    typeOfMessage: new Map(mirrors.map((entry) => [entry.proto ?? "", entry.name])),
  };
  const resolved = new Map<string, ModelType>();
  entries.forEach((entry, index) => {
    const place = placeIn("models", "types", index);
    const type = resolveType(context, names, attributes, resolved, entry, place);
    if (type !== undefined && !resolved.has(entry.name)) resolved.set(entry.name, type);
  });
  return resolved;
}

function resolveType(
  context: ResolveContext,
  names: TypeNames,
  attributes: ReadonlyMap<string, ResolvedAttribute>,
  resolved: ReadonlyMap<string, ModelType>,
  entry: TypeEntry,
  place: Place,
): ModelType | undefined {
  const inherited = inheritedMembers(context, names, resolved, entry, place);
  if (inherited === undefined) return undefined;
  const { union, ...base } = inherited;
  const refined = applyOverlay(
    context,
    entry,
    base.fields,
    union?.variants.map((variant) => variant.field) ?? [],
    place,
  );
  const local = entry.fields.flatMap((field, index) =>
    field.local === undefined
      ? []
      : (resolveLocalField(context, names, attributes, entry.name, field, within(place, "fields", index)) ?? []),
  );
  const known = new Set(refined.fields.map((field) => field.name));
  local.forEach((field) => {
    if (known.has(field.name))
      context.report(place, "duplicate-id", `${field.path} is declared twice`, "rename one of the fields");
    known.add(field.name);
  });
  return {
    name: entry.name,
    brief: entry.brief,
    role: entry.role,
    ...(base.proto === undefined ? {} : { proto: base.proto }),
    ...(entry.subset_of === undefined ? {} : { subsetOf: entry.subset_of }),
    fields: [...refined.fields, ...local],
    ...(union === undefined
      ? {}
      : {
          union: {
            ...union,
            variants: union.variants.map((variant, index) => ({
              ...variant,
              field: refined.variants[index] ?? variant.field,
            })),
          },
        }),
  };
}

type Members = Pick<ModelType, "fields" | "proto" | "union">;

function inheritedMembers(
  context: ResolveContext,
  names: TypeNames,
  resolved: ReadonlyMap<string, ModelType>,
  entry: TypeEntry,
  place: Place,
): Members | undefined {
  if (entry.subset_of !== undefined) return pickMembers(context, resolved, entry, entry.subset_of, place);
  if (entry.pick !== undefined) {
    context.report(within(place, "pick"), "subset-pick", `${entry.name} picks fields of nothing`, "add `subset_of`");
  }
  return entry.proto === undefined ? { fields: [] } : resolveProtoType(context, names, entry, entry.proto, place);
}

function pickMembers(
  context: ResolveContext,
  resolved: ReadonlyMap<string, ModelType>,
  entry: TypeEntry,
  baseName: string,
  place: Place,
): Members | undefined {
  const base = resolved.get(baseName);
  if (base === undefined) {
    context.reportUnknown(within(place, "subset_of"), "type declared above this one", baseName, resolved.keys());
    return undefined;
  }
  const pick = entry.pick ?? [];
  if (pick.length === 0) {
    context.report(place, "subset-pick", `${entry.name} picks nothing of ${baseName}`, "list field names under `pick`");
  }
  const known = base.fields.map((field) => field.name);
  pick.forEach((name, index) => {
    const at = within(place, "pick", index);
    if (!known.includes(name))
      context.report(at, "subset-pick", `${baseName} has no field "${name}"`, suggestWord(name, known));
    if (pick.indexOf(name) !== index) context.report(at, "subset-pick", `"${name}" is picked twice`, "remove one");
  });
  return { fields: base.fields.filter((field) => pick.includes(field.name)).map((field) => rename(field, entry.name)) };
}

/** The same field as a member of another type. */
function rename(field: ModelField, owner: string): ModelField {
  return { ...field, path: `${owner}.${field.name}` };
}
