// SPDX-License-Identifier: Apache-2.0
import type { DescMessage, Message } from "@bufbuild/protobuf";
import { type ReflectMessage, reflect } from "@bufbuild/protobuf/reflect";

/** Places of fields that the messages of the spec do not have, with their numbers: `generations[0].output[1].15`. */
export function findUnknownFields(schema: DescMessage, message: Message): readonly string[] {
  return listUnknown(reflect(schema, message), "");
}

function listUnknown(message: ReflectMessage, path: string): readonly string[] {
  const own = (message.getUnknown() ?? []).map(({ no }) => `${path}${no}`);
  const below = message.fields.flatMap((field) => {
    if (!message.isSet(field)) return [];
    const place = `${path}${field.name}`;
    if (field.fieldKind === "message") return listUnknown(message.get(field), `${place}.`);
    if (field.fieldKind === "list" && field.listKind === "message") {
      const items = [...message.get(field)] as readonly ReflectMessage[]; // as the kind of the list says
      return items.flatMap((item, index) => listUnknown(item, `${place}[${index}].`));
    }
    if (field.fieldKind === "map" && field.mapKind === "message") {
      const entries = [...message.get(field)] as readonly (readonly [unknown, ReflectMessage])[]; // as the kind of the map says
      return entries.flatMap(([key, item]) => listUnknown(item, `${place}[${JSON.stringify(key)}].`));
    }
    return [];
  });
  return [...own, ...below];
}
