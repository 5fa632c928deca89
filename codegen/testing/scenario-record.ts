// SPDX-License-Identifier: Apache-2.0
import type { FieldType, ModelType, SpecModel } from "../model.js";
import { camelCase } from "../naming.js";

/** Time 0 of `$time` values. */
const CLOCK = Date.UTC(2026, 0, 2, 3, 4, 5);

type Json = Readonly<Record<string, unknown>>;

/** A record of a scenario as the friendly model has it: camelCase names, tagged values decoded. */
export function toFriendlyRecord(model: SpecModel, typeName: string, data: unknown): unknown {
  const type = model.models.types.find((candidate) => candidate.name === typeName);
  return type === undefined ? decode(data) : decodeRecord(model, type, data);
}

function decodeRecord(model: SpecModel, type: ModelType, data: unknown): unknown {
  const value = decode(data);
  if (!isPlain(value) || value !== data) return value;
  const fields = [...type.fields, ...(type.union?.variants.map((variant) => variant.field) ?? [])];
  const entries = Object.entries(value).map(([name, item]): [string, unknown] => {
    const field = fields.find((candidate) => candidate.name === name);
    return [camelCase(name), decodeField(model, field?.type, item)];
  });
  return Object.fromEntries(entries.filter(([, item]) => item !== ABSENT));
}

function decodeField(model: SpecModel, type: FieldType | undefined, data: unknown): unknown {
  if (type?.kind === "type") {
    const nested = model.models.types.find((candidate) => candidate.name === type.name) as ModelType;
    return Array.isArray(data)
      ? data.map((item) => decodeRecord(model, nested, item))
      : decodeRecord(model, nested, data);
  }
  if (Array.isArray(data)) return data.map((item) => decodeField(model, type, item));
  const value = decode(data);
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decodeField(model, undefined, item)]));
}

const ABSENT = Symbol("absent");

const TAGS: Readonly<Record<string, (content: unknown) => unknown>> = {
  $bytes: (content) => new TextEncoder().encode(String(content)),
  $base64: (content) => new Uint8Array(Buffer.from(String(content), "base64")),
  $time: (content) => new Date(CLOCK + Number.parseFloat(String(content)) * 1000),
  $absent: () => ABSENT,
  $special: (content) => (content === "InvalidDate" ? new Date(Number.NaN) : Number(content)),
  $repeat: (content) => String((content as Json).text).repeat(Number((content as Json).times)),
};

function decode(data: unknown): unknown {
  if (!isPlain(data)) return data;
  const [tag, ...others] = Object.keys(data);
  const decoder = tag === undefined || others.length > 0 ? undefined : TAGS[tag];
  return decoder === undefined ? data : decoder(data[tag ?? ""]);
}

function isPlain(value: unknown): value is Json {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
