// SPDX-License-Identifier: Apache-2.0
import type { ModelEnum, ModelField, ModelType, ProtoField, SpecModel } from "../../model.js";
import { allFields, nestedType } from "./field-type.js";

/** A field with the proto field that carries it. */
export interface WireField extends ModelField {
  readonly proto: ProtoField;
}

/** What the wire form of a type consists of, in the order in which it is written. */
export type WireMember =
  | { readonly kind: "field"; readonly field: WireField }
  /** Fields of this type that travel inside of a message of their own. */
  | { readonly kind: "lifted"; readonly wrapper: ProtoField; readonly fields: readonly WireField[] }
  | { readonly kind: "union"; readonly discriminator: string; readonly variants: readonly WireVariant[] };

export interface WireVariant {
  readonly kind: string;
  readonly field: WireField;
}

/** Types that are exported as a whole: records with a proto message. */
export function wireRoots(model: SpecModel): readonly ModelType[] {
  return model.models.types.filter((type) => type.role === "record" && type.proto !== undefined);
}

/** Roots and everything below them, in the order of the spec. */
export function wireTypes(model: SpecModel): readonly ModelType[] {
  const reached = new Set<ModelType>();
  const visit = (type: ModelType): void => {
    if (reached.has(type)) return;
    reached.add(type);
    for (const field of allFields(type)) {
      const nested = nestedType(model, field);
      if (nested !== undefined && field.proto !== undefined) visit(nested);
    }
  };
  wireRoots(model).forEach(visit);
  return model.models.types.filter((type) => reached.has(type));
}

/** Enums that some wire type holds, in the order of the spec. */
export function wireEnums(model: SpecModel): readonly ModelEnum[] {
  const used = new Set(
    wireTypes(model)
      .flatMap(allFields)
      .flatMap((field) => (field.type.kind === "enum" && field.proto !== undefined ? [field.type.enum.name] : [])),
  );
  return model.models.enums.filter((candidate) => used.has(candidate.name));
}

/** Members by field number, a union where its first variant is. */
export function wireMembers(type: ModelType): readonly WireMember[] {
  const fields = type.fields.filter(isWireField);
  const members: { readonly number: number; readonly member: WireMember }[] = fields
    .filter((field) => field.lift === undefined)
    .map((field) => ({ number: field.proto.number, member: { kind: "field", field } }));
  for (const wrapper of new Map(
    fields.flatMap(({ lift }) => (lift === undefined ? [] : [[lift.number, lift]])),
  ).values()) {
    const lifted = fields.filter((field) => field.lift?.number === wrapper.number);
    members.push({ number: wrapper.number, member: { kind: "lifted", wrapper, fields: byNumber(lifted) } });
  }
  const variants = (type.union?.variants ?? []).flatMap(({ kind, field }) =>
    isWireField(field) ? [{ kind, field }] : [],
  );
  if (type.union !== undefined && variants.length > 0) {
    const number = Math.min(...variants.map((variant) => variant.field.proto.number));
    members.push({ number, member: { kind: "union", discriminator: type.union.discriminator, variants } });
  }
  return members.sort((left, right) => left.number - right.number).map(({ member }) => member);
}

/** Condition under which a single field is on the wire; undefined when it always is. */
export function presence(field: WireField, value: string): string | undefined {
  if (field.proto.presence === "oneof" || field.always) return undefined;
  const { kind } = field.type;
  if (kind === "timestamp") return `isTimestamp(${value})`;
  if (field.proto.presence !== "implicit") return kind === "int64" ? `isInt64(${value})` : `${value} !== undefined`;
  if (kind === "int64") return `isNonZeroInt64(${value})`;
  // Only the positive zero is the default of a double.
  if (kind === "double") return `${value} !== undefined && !Object.is(${value}, 0)`;
  return kind === "bytes" ? `${value}?.length` : value;
}

/** `Message` -> `writeMessage`. */
export function writeName(name: string): string {
  return `write${name}`;
}

/** Refuses what the wire code does not know, so that a new proto field cannot be left out silently. */
export function unsupported(field: WireField): Error {
  const many = field.repeated ? "repeated " : "";
  return new Error(
    `${field.path}: the encoders know no ${many}${field.type.kind} with ${field.proto.presence} presence`,
  );
}

function isWireField(field: ModelField): field is WireField {
  return field.proto !== undefined;
}

function byNumber(fields: readonly WireField[]): readonly WireField[] {
  return [...fields].sort((left, right) => left.proto.number - right.proto.number);
}
