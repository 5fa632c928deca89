// SPDX-License-Identifier: Apache-2.0
import {
  createFileRegistry,
  type DescField,
  type DescFile,
  type DescMessage,
  fromBinary,
  ScalarType,
} from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import type { ProtoEnum, ProtoField, ProtoFieldType, ProtoMessage, ProtoModel, ProtoScalar } from "../model.js";
import { commentOf } from "./proto-comments.js";

/** Packages that others define: the well-known types, and what the OTLP receiver decodes. */
const FOREIGN = ["google.", "opentelemetry."];

/** Decodes a FileDescriptorSet (or buf image) into the part of it that the generators use: our own files, with comments. */
export function loadProto(image: Uint8Array): ProtoModel {
  const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, image));
  const files = [...registry.files].filter((file) => !FOREIGN.some((start) => file.proto.package.startsWith(start)));
  files.sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    package: files[0]?.proto.package ?? "",
    messages: files.flatMap((file) => file.messages.map(toMessage)),
    enums: files.flatMap((file) => file.enums.map(toEnum)),
    services: files.flatMap(toServices),
  };
}

function toMessage(message: DescMessage): ProtoMessage {
  const fields = [...message.fields].sort((a, b) => a.number - b.number).map(toField);
  return { name: message.name, comment: commentOf(message), fields };
}

function toEnum(desc: DescFile["enums"][number]): ProtoEnum {
  const values = desc.values.map((value) => ({ name: value.name, number: value.number, comment: commentOf(value) }));
  return { name: desc.name, comment: commentOf(desc), values: values.sort((a, b) => a.number - b.number) };
}

function toServices(file: DescFile): ProtoModel["services"] {
  return file.services.map((service) => ({
    name: service.name,
    comment: commentOf(service),
    methods: service.methods.map((method) => ({
      name: method.name,
      request: method.input.name,
      response: method.output.name,
      path: `/${service.typeName}/${method.name}`,
      comment: commentOf(method),
    })),
  }));
}

function toField(field: DescField): ProtoField {
  return {
    name: field.name,
    jsonName: field.jsonName,
    number: field.number,
    type: toFieldType(field),
    repeated: field.fieldKind === "list",
    presence: presenceOf(field),
    ...(field.oneof === undefined ? {} : { oneof: field.oneof.name }),
    comment: commentOf(field),
  };
}

function presenceOf(field: DescField): ProtoField["presence"] {
  if (field.fieldKind === "list" || field.fieldKind === "map") return "implicit";
  if (field.oneof !== undefined) return "oneof";
  if (field.fieldKind === "message") return "message";
  return field.proto.proto3Optional ? "explicit" : "implicit";
}

function toFieldType(field: DescField): ProtoFieldType {
  if (field.fieldKind === "map") return stringMap(field);
  if (field.message !== undefined) return messageType(field.message);
  if (field.enum !== undefined) return { kind: "enum", name: field.enum.name };
  return { kind: "scalar", scalar: scalarName(field) };
}

function messageType(message: DescMessage): ProtoFieldType {
  if (message.typeName === "google.protobuf.Timestamp") return { kind: "timestamp" };
  if (message.typeName === "google.protobuf.Struct") return { kind: "struct" };
  return { kind: "message", name: message.name };
}

function stringMap(field: DescField & { fieldKind: "map" }): ProtoFieldType {
  if (field.mapKey !== ScalarType.STRING || field.scalar !== ScalarType.STRING)
    unsupported(field, "only map<string, string>");
  return { kind: "string_map" };
}

const scalars: ReadonlyMap<ScalarType | undefined, ProtoScalar> = new Map([
  [ScalarType.STRING, "string"],
  [ScalarType.INT64, "int64"],
  [ScalarType.DOUBLE, "double"],
  [ScalarType.BOOL, "bool"],
  [ScalarType.BYTES, "bytes"],
]);

function scalarName(field: DescField): ProtoScalar {
  return scalars.get(field.scalar) ?? unsupported(field, "only string, int64, double, bool and bytes");
}

/** The generators write code for these types alone; another one needs a decision in every emitter. */
function unsupported(field: DescField, allowed: string): never {
  throw new UnsupportedProtoError(`${field.parent.name}.${field.name}`, allowed);
}

/** A field type that no emitter knows. */
export class UnsupportedProtoError extends Error {
  readonly field: string;

  constructor(field: string, allowed: string) {
    super(`${field} has a type that the generators do not know; use ${allowed}`);
    this.name = "UnsupportedProtoError";
    this.field = field;
  }
}
