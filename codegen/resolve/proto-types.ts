// SPDX-License-Identifier: Apache-2.0
import type { ModelField, ModelType, ProtoField, ProtoMessage } from "../model.js";
import { camelCase } from "../naming.js";
import { suggestWord } from "../suggest.js";
import { type Place, type ResolveContext, within } from "./context.js";
import { fromProtoType, type TypeNames } from "./field-types.js";
import type { TypeEntry } from "./type-entry.js";

type Members = Pick<ModelType, "fields" | "proto" | "union">;

/** Members that a type takes over from its proto message, before the overlay of models.yaml refines them. */
export function resolveProtoType(
  context: ResolveContext,
  names: TypeNames,
  entry: TypeEntry,
  protoName: string,
  place: Place,
): Members | undefined {
  const message = context.proto.messages.find((candidate) => candidate.name === protoName);
  if (message === undefined) {
    context.reportUnknown(
      within(place, "proto"),
      "proto message",
      protoName,
      context.proto.messages.map((m) => m.name),
    );
    return undefined;
  }
  const lifted = entry.lift.flatMap((lift, index) =>
    liftField(context, names, entry, message, lift, within(place, "lift", index)),
  );
  const wrappers = new Set(lifted.map((field) => field.lift?.name));
  const members = message.fields.filter((field) => !wrappers.has(field.name));
  const inUnion = (field: ProtoField): boolean => entry.union !== undefined && field.oneof === entry.union.oneof;
  checkOneofs(context, entry, message, place);
  const convert = (field: ProtoField): ModelField[] => convertField(context, names, entry.name, field, place);
  const fields = [...lifted, ...members.filter((field) => !inUnion(field)).flatMap(convert)].sort(byNumber);
  const variants = members
    .filter(inUnion)
    .flatMap(convert)
    .map((field) => ({ kind: field.name, field }));
  if (entry.union === undefined) return { proto: message, fields };
  return { proto: message, fields, union: { discriminator: entry.union.discriminator, variants } };
}

function convertField(
  context: ResolveContext,
  names: TypeNames,
  owner: string,
  proto: ProtoField,
  place: Place,
): ModelField[] {
  const type = fromProtoType(context, names, proto.type, place);
  if (type === undefined) return [];
  return [
    {
      path: `${owner}.${proto.name}`,
      name: proto.name,
      tsName: camelCase(proto.name),
      type,
      repeated: proto.repeated,
      required: false,
      count: false,
      brief: proto.comment,
      proto,
    },
  ];
}

function liftField(
  context: ResolveContext,
  names: TypeNames,
  entry: TypeEntry,
  message: ProtoMessage,
  lift: TypeEntry["lift"][number],
  place: Place,
): ModelField[] {
  const [outerName = "", innerName = ""] = lift.from.split(".");
  const outer = message.fields.find((field) => field.name === outerName);
  const wrapped = outer?.type.kind === "message" ? outer.type.name : undefined;
  const inner = context.proto.messages.find((candidate) => candidate.name === wrapped);
  const proto = inner?.fields.find((field) => field.name === innerName);
  if (outer === undefined || inner === undefined || proto === undefined) {
    const known =
      inner === undefined
        ? message.fields.map((field) => `${field.name}.${innerName}`)
        : inner.fields.map((field) => `${outerName}.${field.name}`);
    context.report(
      within(place, "from"),
      "bad-path",
      `${message.name} has no field "${lift.from}"`,
      suggestWord(lift.from, known),
    );
    return [];
  }
  const rest = inner.fields.filter(
    (field) => field !== proto && !entry.lift.some((other) => other.from === `${outerName}.${field.name}`),
  );
  if (rest.length > 0) {
    const fields = rest.map((field) => `${outerName}.${field.name}`).join(", ");
    context.report(
      place,
      "uncovered-proto",
      `lifting ${lift.from} hides ${fields}`,
      "lift every field of the message, or none",
    );
  }
  return convertField(context, names, entry.name, proto, place).map((field) => ({
    ...field,
    path: `${entry.name}.${lift.name}`,
    name: lift.name,
    tsName: camelCase(lift.name),
    lift: outer,
  }));
}

function checkOneofs(context: ResolveContext, entry: TypeEntry, message: ProtoMessage, place: Place): void {
  const oneofs = new Set(message.fields.flatMap((field) => field.oneof ?? []));
  const wanted = entry.union?.oneof;
  if (wanted !== undefined && !oneofs.has(wanted)) {
    context.reportUnknown(within(place, "union", "oneof"), `oneof in ${message.name}`, wanted, oneofs);
  }
  for (const oneof of oneofs) {
    if (oneof === wanted) continue;
    context.report(
      place,
      "uncovered-proto",
      `oneof ${message.name}.${oneof} is not a union`,
      `add \`union: { oneof: ${oneof}, discriminator: kind }\``,
    );
  }
}

/** Proto fields in number order; a lifted field stands where its wrapper stood. */
function byNumber(a: ModelField, b: ModelField): number {
  return numberOf(a) - numberOf(b);
}

function numberOf(field: ModelField): number {
  return field.lift?.number ?? field.proto?.number ?? 0;
}
