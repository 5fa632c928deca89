// SPDX-License-Identifier: Apache-2.0
import { constantCase } from "../naming.js";
import { constantGroup, defineSection, type SectionDefinition } from "./section.js";
import { field, int, list, optional, struct, text } from "./shape.js";

const enumValue = struct("EnumValue", "A member of an enum.", {
  value: field(text, "The friendly word that callers use."),
  brief: field(text, "What the member means."),
  proto_name: optional(text, "Name on the wire; unset for enums that the protocol does not have."),
  number: optional(int, "Number on the wire; unset for enums that the protocol does not have."),
});

const enumType = struct("EnumType", "A closed set of words.", {
  name: field(text, "Name of the type."),
  brief: field(text, "What the type is for."),
  proto: optional(text, "Enum of the protocol."),
  values: field(list(enumValue), "The members in the order of their numbers, without the unspecified one."),
});

const shape = struct("ModelTables", "Enums of the data model.", {
  enums: field(list(enumType), "Every enum with its names on the wire."),
});

export const modelsSection: SectionDefinition = defineSection({
  id: "models",
  brief: "Enums of the data model and their names on the wire.",
  inputs: ["spec/models.yaml"],
  shape,
  build: (model) => ({
    enums: model.models.enums.map((entry) => ({
      name: entry.name,
      brief: entry.brief,
      proto: entry.proto?.name,
      values: entry.values.map((member) => ({
        value: member.value,
        brief: member.brief,
        proto_name: member.protoName,
        number: member.number,
      })),
    })),
  }),
  constants: (model) =>
    model.models.enums.map((entry) =>
      constantGroup({
        id: `enum.${entry.name}`,
        prefix: constantCase(entry.name),
        className: `${entry.name}Names`,
        brief: entry.brief,
        entries: entry.values,
        name: (member) => withoutPrefix(constantCase(member.value), `${constantCase(entry.name)}_`),
        value: (member) => member.protoName ?? member.value,
      }),
    ),
});

function withoutPrefix(name: string, prefix: string): string {
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}
