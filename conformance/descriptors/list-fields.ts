// SPDX-License-Identifier: Apache-2.0
import { type DescFile, fromBinary } from "@bufbuild/protobuf";
import {
  type DescriptorProto,
  type EnumDescriptorProto,
  FieldDescriptorProto_Label,
  type FileDescriptorProto,
  FileDescriptorProtoSchema,
} from "@bufbuild/protobuf/wkt";

/** Everything of a proto file that is on the wire, one line each: `Generation.id = 1 string`, `GenerationMode.SYNC = 1`. */
function listFields(file: FileDescriptorProto): readonly string[] {
  return [
    ...file.messageType.flatMap((message) => listMessage(message, "")),
    ...file.enumType.flatMap((entry) => listEnum(entry, "")),
    ...file.service.flatMap((service) =>
      service.method.map(
        ({ name, inputType, outputType }) =>
          `${service.name}.${name}(${shortName(inputType)}) ${shortName(outputType)}`,
      ),
    ),
  ].sort();
}

/** The same of a file that protoc-gen-es has generated. */
export function listOwnFields({ proto }: DescFile): readonly string[] {
  return listFields(proto);
}

/** The same of a serialized descriptor in base64. */
export function listForeignFields(descriptor: string): readonly string[] {
  return listFields(fromBinary(FileDescriptorProtoSchema, new Uint8Array(Buffer.from(descriptor, "base64"))));
}

/** Lines that only one side has. */
export function diffFields(
  own: readonly string[],
  foreign: readonly string[],
): { readonly onlyOwn: readonly string[]; readonly onlyForeign: readonly string[] } {
  return {
    onlyOwn: own.filter((line) => !foreign.includes(line)),
    onlyForeign: foreign.filter((line) => !own.includes(line)),
  };
}

function listMessage(message: DescriptorProto, prefix: string): readonly string[] {
  const name = prefix + message.name;
  const fields = message.field.map((field) => {
    const type = field.typeName === "" ? `type ${field.type}` : shortName(field.typeName);
    const repeated = field.label === FieldDescriptorProto_Label.REPEATED ? "repeated " : "";
    const oneof = field.proto3Optional ? " optional" : oneofName(message, field.oneofIndex, isInOneof(field));
    return `${name}.${field.name} = ${field.number} ${repeated}${type}${oneof}`;
  });
  return [
    ...fields,
    ...message.nestedType.flatMap((nested) => listMessage(nested, `${name}.`)),
    ...message.enumType.flatMap((entry) => listEnum(entry, `${name}.`)),
  ];
}

function listEnum(entry: EnumDescriptorProto, prefix: string): readonly string[] {
  return entry.value.map(({ name, number }) => `${prefix}${entry.name}.${name} = ${number}`);
}

/** A field outside of a oneof has no index, which reads as zero. */
function isInOneof(field: DescriptorProto["field"][number]): boolean {
  return Object.hasOwn(field, "oneofIndex");
}

function oneofName(message: DescriptorProto, index: number, isMember: boolean): string {
  return isMember ? ` in ${message.oneofDecl[index]?.name}` : "";
}

function shortName(typeName: string): string {
  return typeName.split(".").at(-1) ?? typeName;
}
