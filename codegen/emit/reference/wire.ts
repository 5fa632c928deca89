// SPDX-License-Identifier: Apache-2.0
import type { Emitter, ProtoEnum, ProtoField, ProtoMessage, SpecModel } from "../../model.js";
import { anchor, bullets, code, heading, link, prose, table } from "./markdown.js";
import { type Page, pageEmitter } from "./page.js";

export const wirePage: Page = {
  name: "wire",
  title: "Wire format",
  summary: "The protobuf messages that are exported, and their JSON form.",
  inputs: () => ["proto", "spec/models.yaml", "spec/config.yaml", "spec/sdk.yaml"],
  blocks: (model) => [
    bullets([
      "JSON uses the names below as they are. A 64-bit integer is a decimal string, bytes are base64, a timestamp is " +
        "RFC 3339 text, an enum value is its name.",
      "A field that holds its default value is left out, except where presence is _explicit_ or the field is set in a _oneof_.",
      ...alwaysWritten(model),
      "The ingest refuses a whole JSON batch that holds a name it does not know.",
    ]),
    ...model.proto.services.flatMap((service) => describeService(model, service)),
    ...model.proto.messages.flatMap(describeMessage),
    heading(2, "Enums", "enums"),
    ...model.proto.enums.flatMap(describeEnum),
  ],
};

/** Services, messages and enums of the proto. */
export const referenceWireEmitter: Emitter = pageEmitter(wirePage);

function alwaysWritten({ models }: SpecModel): string[] {
  const paths = models.types
    .filter(({ proto }) => proto !== undefined)
    .flatMap(({ fields }) => fields.filter(({ always }) => always).map(({ path }) => code(path)));
  return paths.length === 0 ? [] : [`The SDK writes ${paths.join(" and ")} even when nothing is in it.`];
}

function describeService(model: SpecModel, service: SpecModel["proto"]["services"][number]): string[] {
  const http = model.config.endpoints.filter(({ protocol }) => protocol === "http");
  return [
    heading(2, code(`${model.proto.package}.${service.name}`), `service-${service.name}`),
    prose(service.comment),
    table(
      ["Method", "Request", "Response", "Path", "Description"],
      service.methods.map(({ name, request, response, path, comment }) => [
        code(name),
        messageLink(request),
        messageLink(response),
        code(path),
        prose(comment),
      ]),
    ),
    ...(http.length === 0
      ? []
      : [
          "Over HTTP:",
          table(
            ["Method", "Path", "Description"],
            http.map(({ method, path, brief }) => [code(method), code(path), prose(brief)]),
          ),
        ]),
  ];
}

function describeMessage({ name, comment, fields }: ProtoMessage): string[] {
  return [
    heading(2, code(name), `message-${name}`),
    prose(comment),
    table(
      ["#", "Field", "Type", "Presence", "Description"],
      fields.map((field) => [
        String(field.number),
        `${anchor(`${name}.${field.name}`)}${code(field.name)}`,
        typeText(field),
        presenceText(field),
        prose(field.comment),
      ]),
    ),
  ];
}

function typeText({ type, repeated }: ProtoField): string {
  const prefix = repeated ? "repeated " : "";
  switch (type.kind) {
    case "scalar":
      return `${prefix}${code(type.scalar)}`;
    case "message":
      return `${prefix}${messageLink(type.name)}`;
    case "enum":
      return `${prefix}${link(code(type.name), "", `enum-${type.name}`)}`;
    case "timestamp":
      return `${prefix}${code("google.protobuf.Timestamp")}`;
    case "struct":
      return `${prefix}${code("google.protobuf.Struct")}`;
    case "string_map":
      return code("map<string, string>");
    default:
      return type satisfies never;
  }
}

function presenceText({ presence, oneof }: ProtoField): string {
  switch (presence) {
    case "implicit":
      return "";
    case "explicit":
      return "explicit";
    case "message":
      return "message";
    case "oneof":
      return `oneof ${code(oneof ?? "")}`;
    default:
      return presence satisfies never;
  }
}

function messageLink(name: string): string {
  return link(code(name), "", `message-${name}`);
}

function describeEnum({ name, comment, values }: ProtoEnum): string[] {
  return [
    heading(3, code(name), `enum-${name}`),
    prose(comment),
    table(
      ["#", "Value", "Description"],
      values.map((value) => [String(value.number), code(value.name), prose(value.comment)]),
    ),
  ];
}
