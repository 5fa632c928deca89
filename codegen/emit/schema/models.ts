// SPDX-License-Identifier: Apache-2.0
import type { EmittedFile, Emitter, ProtoEnum, ProtoField, ProtoMessage, SpecModel } from "../../model.js";
import { headerLines } from "../header.js";

type Schema = Readonly<Record<string, unknown>>;

/**
 * JSON Schema of the JSON that is exported: of a whole request, of its response, and of one record. It describes what a
 * client writes; an ingest may read more, such as names in camelCase.
 */
export const schemaModelsEmitter: Emitter = {
  id: "schema/models",
  target: "schema",
  emit: (model) => rootMessages(model).map((message) => emitSchema(model, message)),
};

/** Requests and responses of the services, and the messages that they are lists of. */
function rootMessages({ proto }: SpecModel): readonly ProtoMessage[] {
  const ends = new Set(
    proto.services.flatMap(({ methods }) => methods.flatMap(({ request, response }) => [request, response])),
  );
  const requests = new Set(proto.services.flatMap(({ methods }) => methods.map(({ request }) => request)));
  const items = proto.messages
    .filter(({ name }) => requests.has(name))
    .flatMap(({ fields }) => fields.flatMap(messageNames));
  return proto.messages.filter(({ name }) => ends.has(name) || items.includes(name));
}

function emitSchema(model: SpecModel, root: ProtoMessage): EmittedFile {
  const [generated = "", edit = ""] = headerLines(model, "emit/schema/models.ts", ["proto", "spec/sdk.yaml"]);
  const names = reachable(model, root);
  const definitions = [
    ...model.proto.messages
      .filter(({ name }) => name !== root.name && names.has(name))
      .map((message) => [message.name, messageSchema(message)]),
    ...model.proto.enums
      .filter(({ name }) => names.has(name))
      .map((protoEnum) => [protoEnum.name, enumSchema(protoEnum)]),
  ];
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `urn:proto:${model.proto.package}.${root.name}`,
    $comment: `SPDX-License-Identifier: Apache-2.0. ${generated} ${edit}`,
    title: root.name,
    ...messageSchema(root),
    ...(definitions.length === 0 ? {} : { $defs: Object.fromEntries(definitions) }),
  };
  return {
    path: `${folderOf(model)}/${kebabCase(root.name)}.schema.json`,
    text: `${JSON.stringify(schema, null, 2)}\n`,
  };
}

/** Names of all messages and enums inside a message. */
function reachable({ proto }: SpecModel, root: ProtoMessage): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (message: ProtoMessage | undefined): void => {
    for (const { type } of message?.fields ?? []) {
      if ((type.kind !== "message" && type.kind !== "enum") || found.has(type.name)) continue;
      found.add(type.name);
      visit(proto.messages.find(({ name }) => name === type.name));
    }
  };
  visit(root);
  return found;
}

function messageSchema({ comment, fields }: ProtoMessage): Schema {
  return {
    description: comment,
    type: "object",
    properties: Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)])),
    additionalProperties: false,
    ...exclusions(fields),
  };
}

/** At most one member of a oneof may be there: no two of them together. */
function exclusions(fields: readonly ProtoField[]): Schema {
  const pairs = fields.flatMap((left, index) =>
    fields
      .slice(index + 1)
      .flatMap((right) =>
        left.oneof !== undefined && left.oneof === right.oneof ? [{ required: [left.name, right.name] }] : [],
      ),
  );
  return pairs.length === 0 ? {} : { not: { anyOf: pairs } };
}

function fieldSchema(field: ProtoField): Schema {
  const value = typeSchema(field);
  return { description: field.comment, ...(field.repeated ? { type: "array", items: value } : value) };
}

function typeSchema({ type }: ProtoField): Schema {
  switch (type.kind) {
    case "scalar":
      return SCALARS[type.scalar];
    case "enum":
    case "message":
      return { $ref: `#/$defs/${type.name}` };
    case "timestamp":
      return {
        type: "string",
        format: "date-time",
        pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})$",
      };
    case "struct":
      return { type: "object" };
    case "string_map":
      return { type: "object", additionalProperties: { type: "string" } };
    default:
      return type satisfies never;
  }
}

type Scalar = Extract<ProtoField["type"], { readonly kind: "scalar" }>["scalar"];

const SCALARS: Readonly<Record<Scalar, Schema>> = {
  string: { type: "string" },
  bool: { type: "boolean" },
  double: { anyOf: [{ type: "number" }, { enum: ["NaN", "Infinity", "-Infinity"] }] },
  // Written as a string, as JSON numbers are doubles; the pattern does not apply to numbers.
  int64: { type: ["string", "integer"], pattern: "^-?(0|[1-9][0-9]{0,18})$" },
  bytes: { type: "string", contentEncoding: "base64", pattern: "^[A-Za-z0-9+/]*={0,2}$" },
};

function enumSchema({ comment, values }: ProtoEnum): Schema {
  return {
    description: comment,
    oneOf: values.map(({ name, comment: meaning }) => ({ const: name, description: meaning })),
  };
}

function messageNames({ type }: ProtoField): string[] {
  return type.kind === "message" ? [type.name] : [];
}

function folderOf(model: SpecModel): string {
  const target = model.sdk.targets.find(({ id }) => id === "schema");
  if (target === undefined) throw new Error('spec/sdk.yaml: targets need an entry with id "schema"');
  return target.folder;
}

function kebabCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
}
