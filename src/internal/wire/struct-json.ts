// SPDX-License-Identifier: Apache-2.0
import { jsonNumber, jsonString } from "./json-text.js";
import { isJsonMember, withWellFormedKeys } from "./struct-members.js";

/** JSON text of a google.protobuf.Struct, with the same rules as the binary form in `write-struct.ts`. */
export function structText(value: Readonly<Record<string, unknown>>): string {
  const members = withWellFormedKeys(value);
  let text = "{";
  for (const key of Object.keys(members)) {
    if (!isJsonMember(members[key])) continue;
    text += `${text === "{" ? "" : ","}${jsonString(key)}:${valueText(members[key])}`;
  }
  return `${text}}`;
}

function valueText(value: unknown): string {
  if (typeof value === "string") return jsonString(value);
  if (typeof value === "number") return Number.isFinite(value) ? jsonNumber(value) : "null";
  if (typeof value === "boolean") return value ? "true" : "false";
  // Array.from also visits holes, which count as null.
  if (Array.isArray(value)) return `[${Array.from(value, valueText).join(",")}]`;
  if (typeof value !== "object" || value === null) return "null";
  // An object that is not a list has members of any kind.
  return structText(value as Record<string, unknown>);
}
