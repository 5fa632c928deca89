// SPDX-License-Identifier: Apache-2.0
import { type DescField, type DescMessage, type JsonObject, type JsonValue, ScalarType } from "@bufbuild/protobuf";

/**
 * Finds the first scalar that protobuf-es reads and protobuf-go refuses: an integer such as `"0x10"` or `" 1"`,
 * base64 with inner padding or mixed alphabets, 30 February. Returns a text that names the field.
 *
 * Expects a JSON value that `fromJson` has accepted for the same message. Well-known types other than timestamps
 * and map values are free-form here, since the wire has only text and Struct content in them.
 */
export function findLooseForm(message: DescMessage, json: JsonValue): string | undefined {
  if (!isJsonObject(json)) return undefined;
  for (const field of message.fields) {
    const value = json[field.name] ?? json[field.jsonName];
    if (value === undefined || value === null) continue;
    for (const item of field.fieldKind === "list" && Array.isArray(value) ? value : [value]) {
      const problem = findLooseValue(field, item);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}

function findLooseValue(field: DescField, value: JsonValue): string | undefined {
  const message = field.fieldKind === "message" || field.fieldKind === "list" ? field.message : undefined;
  if (message !== undefined && !message.typeName.startsWith("google.protobuf.")) return findLooseForm(message, value);
  if (typeof value !== "string") return undefined;
  const isStrict =
    message?.typeName === "google.protobuf.Timestamp"
      ? isCalendarTime
      : STRICT_FORMS.get(field.scalar ?? ScalarType.STRING);
  return isStrict === undefined || isStrict(value) ? undefined : `invalid value for field ${field.name}`;
}

const STRICT_FORMS: ReadonlyMap<ScalarType, (value: string) => boolean> = new Map([
  [ScalarType.INT64, isNumberText],
  [ScalarType.DOUBLE, isDoubleText],
  [ScalarType.BYTES, isBase64],
]);

function isNumberText(value: string): boolean {
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(value);
}

function isDoubleText(value: string): boolean {
  return isNumberText(value) || value === "NaN" || value === "Infinity" || value === "-Infinity";
}

/** One alphabet throughout; padding may be missing, but when it is there it is complete and at the end. */
function isBase64(value: string): boolean {
  const digits = value.replace(/[\r\n]/g, "");
  if (!/^(?:[A-Za-z0-9+/]*|[A-Za-z0-9\-_]*)={0,2}$/.test(digits)) return false;
  return !digits.endsWith("=") || digits.length % 4 === 0;
}

/** Rejects the days and hours that Date rolls over into the next month or day. */
function isCalendarTime(value: string): boolean {
  const [year, month, day] = value.slice(0, 10).split("-").map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day && !value.startsWith("24", 11);
}

function isJsonObject(json: JsonValue): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
