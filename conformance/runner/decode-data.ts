// SPDX-License-Identifier: Apache-2.0
import { diffValues } from "./diff-values.js";
import { Matcher } from "./matcher.js";

/** Time 0 of every case. */
export const CLOCK_START: number = Date.UTC(2026, 0, 2, 3, 4, 5);

/** Stands for a field that must not be there; it is left out of the object around it. */
const ABSENT = Symbol("absent");

export interface DecodeOptions {
  /**
   * `native` makes what callers hand over (Date, bytes), `json` what proto-JSON writes for the same value, `message` keeps
   * the notation for a driver, apart from references.
   */
  readonly form: "native" | "json" | "message";
  /** Value of a `$ref`. */
  readonly resolve?: ((name: string) => unknown) | undefined;
}

type Json = Readonly<Record<string, unknown>>;
type Decode = (content: unknown, options: DecodeOptions) => unknown;

const isText =
  (pattern: RegExp) =>
  (value: unknown): boolean =>
    typeof value === "string" && pattern.test(value);

const SHAPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  hex16: isText(/^[0-9a-f]{16}$/),
  hex32: isText(/^[0-9a-f]{32}$/),
  generation_id: isText(/^gen_[0-9a-f]{16}$/),
  positive: (value) => typeof value === "number" && value > 0,
};

/** The notation of the manifest: objects with one of these as their only member. */
const TAGS: Readonly<Record<string, Decode>> = {
  $bytes: (content, { form }) => toBytes(Buffer.from(String(content), "utf8"), form),
  $base64: (content, { form }) => toBytes(Buffer.from(String(content), "base64"), form),
  $time: (content, { form }) => toTime(parseOffset(String(content)), form),
  $absent: () => ABSENT,
  $json: (content) => new Matcher(JSON.stringify(content), (value) => isJsonText(value, content)),
  $any: (content) => new Matcher(String(content), lookUp(SHAPES, String(content))),
  $ref: (content, { resolve }) => {
    if (resolve === undefined) throw new Error(`no run to take ${String(content)} from`);
    return resolve(String(content));
  },
  $special: (content) => {
    if (content === "InvalidDate") return new Date(Number.NaN);
    return content === "Undefined" ? undefined : Number(content);
  },
  $big: (content) => BigInt(String(content)),
  $repeat: (content) => {
    const { text, times } = content as { text: string; times: number }; // as the manifest describes it
    return text.repeat(times);
  },
};

/** A value of a scenario with everything that its notation stands for. */
export function decodeData(data: unknown, options: DecodeOptions = { form: "native" }): unknown {
  return decodeWith(data, options, (_, item) => decodeData(item, options));
}

/** As decodeData for the value itself; members of objects and lists are left to `decodeMember`. */
export function decodeWith(
  data: unknown,
  options: DecodeOptions,
  decodeMember: (name: string, data: unknown) => unknown,
  rename: (name: string) => string = (name) => name,
): unknown {
  if (Array.isArray(data)) return data.map((item: unknown) => decodeMember("", item));
  if (typeof data !== "object" || data === null) return data;
  const [tag, ...others] = Object.keys(data);
  if (tag?.startsWith("$") === true && others.length === 0) {
    if (options.form === "message" && tag !== "$ref") return data;
    return lookUp(TAGS, tag)((data as Json)[tag], options);
  }
  const { $class: className, ...members } = data as Json;
  const target: object = className === undefined ? {} : createInstance(String(className), options);
  for (const [name, item] of Object.entries(members)) {
    const value = isCycle(item) && options.form !== "message" ? target : decodeMember(name, item);
    // An own property whatever its name, also `__proto__`.
    const property = { value, enumerable: true, configurable: true, writable: true };
    if (value !== ABSENT) Object.defineProperty(target, rename(name), property);
  }
  return target;
}

/** Milliseconds of an offset such as `+0.25s`. */
export function parseOffset(offset: string): number {
  return Math.round(Number.parseFloat(offset) * 1000);
}

/** The offset of a point in time. */
export function toOffset(milliseconds: number): string {
  return `+${(milliseconds - CLOCK_START) / 1000}s`;
}

function isJsonText(value: unknown, content: unknown): boolean {
  if (typeof value !== "string") return false;
  try {
    return diffValues(content, JSON.parse(value)).length === 0;
  } catch {
    return false;
  }
}

function toBytes(bytes: Buffer, form: DecodeOptions["form"]): Uint8Array | string {
  return form === "native" ? new Uint8Array(bytes) : bytes.toString("base64");
}

/** proto-JSON writes no fraction, or three digits. */
function toTime(offset: number, form: DecodeOptions["form"]): Date | string {
  const date = new Date(CLOCK_START + offset);
  return form === "native" ? date : date.toISOString().replace(".000Z", "Z");
}

function isCycle(data: unknown): boolean {
  return typeof data === "object" && data !== null && (data as Json)["$special"] === "Cycle";
}

function createInstance(name: string, { form }: DecodeOptions): object {
  if (form === "message") return { $class: name };
  const classes: Readonly<Record<string, new () => object>> = { [name]: class extends Error {} };
  return new (lookUp(classes, name))();
}

function lookUp<T>(table: Readonly<Record<string, T>>, name: string): T {
  const entry = Object.hasOwn(table, name) ? table[name] : undefined;
  if (entry === undefined) throw new Error(`the notation has no ${name}`);
  return entry;
}
