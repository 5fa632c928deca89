// SPDX-License-Identifier: Apache-2.0
import type { ModelEnum, ProtoEnum } from "../model.js";
import { constantCase } from "../naming.js";
import { type Place, placeIn, type ResolveContext } from "./context.js";

type EnumEntry = ResolveContext["spec"]["files"]["models"]["enums"][number];

/** Enums by name; values of proto enums lose their common prefix and the UNSPECIFIED member. */
export function resolveEnums(context: ResolveContext): ReadonlyMap<string, ModelEnum> {
  const resolved = new Map<string, ModelEnum>();
  context.spec.files.models.enums.forEach((entry, index) => {
    const place = placeIn("models", "enums", index);
    const result =
      entry.proto === undefined ? localEnum(context, entry, place) : protoEnum(context, entry, entry.proto, place);
    if (result !== undefined && !resolved.has(entry.name)) resolved.set(entry.name, result);
  });
  return resolved;
}

function localEnum(context: ResolveContext, entry: EnumEntry, place: Place): ModelEnum {
  if (entry.values === undefined) {
    context.report(place, "enum-source", `enum ${entry.name} has no values`, "give it `proto` or `values`");
  }
  return { name: entry.name, brief: entry.brief, values: entry.values ?? [] };
}

function protoEnum(context: ResolveContext, entry: EnumEntry, protoName: string, place: Place): ModelEnum | undefined {
  const found = context.proto.enums.find((candidate) => candidate.name === protoName);
  if (found === undefined) {
    context.reportUnknown(
      { ...place, path: [...place.path, "proto"] },
      "proto enum",
      protoName,
      context.proto.enums.map((e) => e.name),
    );
    return undefined;
  }
  if (entry.values !== undefined) {
    context.report(
      place,
      "enum-source",
      `enum ${entry.name} has both proto and values`,
      "keep `proto`; the values follow from it",
    );
  }
  return { name: entry.name, brief: entry.brief, proto: found, values: protoValues(found, entry.case) };
}

function protoValues(found: ProtoEnum, letters: "upper" | "lower"): ModelEnum["values"] {
  const prefix = `${constantCase(found.name)}_`;
  return found.values
    .filter((value) => value.number !== 0)
    .map((value) => {
      const rest = value.name.startsWith(prefix) ? value.name.slice(prefix.length) : value.name;
      return {
        value: letters === "upper" ? rest.toUpperCase() : rest.toLowerCase(),
        brief: value.comment,
        protoName: value.name,
        number: value.number,
      };
    });
}
