// SPDX-License-Identifier: Apache-2.0
import type { ModelField, ModelType, ProtoField, ProtoModel } from "../model.js";

const textKinds = new Set(["string", "bytes", "json", "struct", "string_map"]);

/** Whether a friendly field can hold text that somebody wrote; closed sets cannot. */
export function bearsText(field: ModelField): boolean {
  return textKinds.has(field.type.kind);
}

/** Whether a proto field can hold text that somebody wrote. */
export function protoBearsText({ type }: ProtoField): boolean {
  return textKinds.has(type.kind === "scalar" ? type.scalar : type.kind);
}

/** All fields of a type: plain ones and the variants of its union. */
export function allFields(type: ModelType): readonly ModelField[] {
  return [...type.fields, ...(type.union?.variants.map((variant) => variant.field) ?? [])];
}

/** Names of the messages that a request of any service can carry. */
export function exportedMessages(proto: ProtoModel): ReadonlySet<string> {
  const reached = new Set<string>();
  const visit = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    for (const field of proto.messages.find((message) => message.name === name)?.fields ?? []) {
      if (field.type.kind === "message") visit(field.type.name);
    }
  };
  for (const method of proto.services.flatMap((service) => service.methods)) visit(method.request);
  return reached;
}
