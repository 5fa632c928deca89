// SPDX-License-Identifier: Apache-2.0
import type { FieldType, ModelEnum, ProtoFieldType } from "../model.js";
import type { Place, ResolveContext } from "./context.js";

/** What field types may name. */
export interface TypeNames {
  readonly enums: ReadonlyMap<string, ModelEnum>;
  /** Names of all friendly types. */
  readonly types: ReadonlySet<string>;
  /** Proto message name -> friendly type that mirrors it. */
  readonly typeOfMessage: ReadonlyMap<string, string>;
}

/** Friendly type of a proto field; undefined (and a finding) when models.yaml does not cover it. */
export function fromProtoType(
  context: ResolveContext,
  names: TypeNames,
  type: ProtoFieldType,
  place: Place,
): FieldType | undefined {
  switch (type.kind) {
    case "scalar":
      return { kind: type.scalar };
    case "enum": {
      const found = [...names.enums.values()].find((candidate) => candidate.proto?.name === type.name);
      if (found !== undefined) return { kind: "enum", enum: found };
      context.report(
        place,
        "uncovered-proto",
        `proto enum ${type.name} has no friendly enum`,
        `add an enum with \`proto: ${type.name}\``,
      );
      return undefined;
    }
    case "message": {
      const name = names.typeOfMessage.get(type.name);
      if (name !== undefined) return { kind: "type", name };
      context.report(
        place,
        "uncovered-proto",
        `proto message ${type.name} has no friendly type`,
        `add a type with \`proto: ${type.name}\``,
      );
      return undefined;
    }
    default:
      return { kind: type.kind };
  }
}

type SimpleKind = Exclude<FieldType["kind"], "enum" | "type">;

/** Type of a local field: `string`, `enum:Name`, `type:Name`, each with an optional `[]`. */
export function fromLocalType(
  context: ResolveContext,
  names: TypeNames,
  text: string,
  place: Place,
): { readonly type: FieldType; readonly repeated: boolean } | undefined {
  const repeated = text.endsWith("[]");
  const base = repeated ? text.slice(0, -2) : text;
  const [kind, name] = base.split(":");
  // The meta-schema allows exactly these kinds when there is no colon.
  if (name === undefined) return { type: { kind: kind as SimpleKind }, repeated };
  if (kind === "enum") {
    const found = names.enums.get(name);
    if (found !== undefined) return { type: { kind: "enum", enum: found }, repeated };
    context.reportUnknown(place, "enum", name, names.enums.keys());
    return undefined;
  }
  if (names.types.has(name)) return { type: { kind: "type", name }, repeated };
  context.reportUnknown(place, "type", name, names.types);
  return undefined;
}
