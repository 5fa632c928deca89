// SPDX-License-Identifier: Apache-2.0
import type { DescField, DescMessage } from "@bufbuild/protobuf";
import { GenerationSchema } from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
import type { Capture } from "../runner/capture.js";
import { DAMAGES, type Damage, damageMember, type Mutation, mapSome } from "./mutation.js";

type Members = Readonly<Record<string, unknown>>;

/** Every field of every message below a generation, dropped and altered, and every enum value turned into another. */
export function listProtoMutations(): readonly Mutation[] {
  const messages = reachableMessages(GenerationSchema);
  const fields = messages.flatMap((message) => message.fields.map((field) => ({ message, field })));
  return [
    ...fields.flatMap(({ message, field }) => DAMAGES.map((damage) => fieldMutation(message, field, damage))),
    ...fields.flatMap(({ message, field }) => enumMutations(message, field)),
  ];
}

/** Messages of the package itself; those of Google are values. */
function reachableMessages(root: DescMessage, seen: Set<DescMessage> = new Set()): readonly DescMessage[] {
  if (seen.has(root) || root.file.proto.package.startsWith("google.")) return [];
  seen.add(root);
  return [root, ...root.fields.flatMap((field) => (field.message ? reachableMessages(field.message, seen) : []))];
}

function fieldMutation(message: DescMessage, field: DescField, damage: Damage): Mutation {
  return {
    id: `proto ${message.name}.${field.name} ${damage}`,
    apply: (capture) => changeMessages(capture, message, (members) => damageMember(members, field.name, damage)),
  };
}

function enumMutations(message: DescMessage, field: DescField): readonly Mutation[] {
  const values = field.enum?.values.filter(({ number }) => number !== 0) ?? [];
  return values.map(({ name }, index) => {
    const other = values[(index + 1) % values.length]?.name;
    return {
      id: `enum ${name} in ${message.name}.${field.name} altered`,
      apply: (capture) =>
        changeMessages(capture, message, (members) =>
          members[field.name] === name ? { ...members, [field.name]: other } : undefined,
        ),
    };
  });
}

type Change = (members: Members) => Members | undefined;

function changeMessages(capture: Capture, message: DescMessage, change: Change): Capture | undefined {
  const generations = mapSome(capture.generations, (json) => changeBelow(GenerationSchema, json, message, change));
  return generations && { ...capture, generations };
}

/** The JSON of a message with all messages of one type changed, itself included; undefined when nothing changed. */
function changeBelow(desc: DescMessage, json: Members, target: DescMessage, change: Change): Members | undefined {
  let result = json;
  for (const field of desc.fields) {
    const value = json[field.name];
    if (field.message === undefined || field.message.file.proto.package.startsWith("google.")) continue;
    const below = field.message;
    const changed = Array.isArray(value)
      ? mapSome(value as readonly Members[], (item) => changeBelow(below, item, target, change))
      : isMembers(value) && changeBelow(below, value, target, change);
    if (changed) result = { ...result, [field.name]: changed };
  }
  const own = desc === target ? change(result) : undefined;
  return own ?? (result === json ? undefined : result);
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null;
}
