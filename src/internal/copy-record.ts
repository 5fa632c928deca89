// SPDX-License-Identifier: Apache-2.0
import { Copier } from "./copier.js";
import { EXPECTED, EXPECTED_LIST, oneOf } from "./expected-types.js";
import { guard } from "./guard.js";
import {
  BOOLEAN,
  BYTES,
  COUNT,
  DATE,
  DEMANDED,
  DISCRIMINATOR,
  DOUBLE,
  type FieldShape,
  INTEGER,
  JSON_VALUE,
  KIND_MASK,
  LIST,
  MEMBER,
  NESTED,
  type RecordShape,
  STRING_MAP,
  STRUCT,
  TEXT,
  VARIANT,
} from "./record-shape.js";
import { dateToMs, isBytes, isCount, isDictionary, isObject, isTimestamp } from "./value-types.js";

/** Reason for a count that the wire cannot hold. */
const NOT_A_COUNT = "not a safe non-negative integer, left unset";
/** Reason for a field whose accessor or proxy trap throws; in place of a word that cannot be read. */
const UNREADABLE = "reading it threw, left unset";

/**
 * A deep copy of the fields that the shape knows. Reads every field once, never throws, and leaves null fields unset. What is
 * of a wrong type is left out and noted: the validator refuses the record. What cannot be read costs its own field. What is no
 * object at all has no fields.
 */
export function copyRecord<T>(shape: RecordShape<T>, value: T, copier: Copier): T {
  const copy: Record<string, unknown> = {};
  // Each field of a proxy that throws at everything is unreadable.
  if (guard(() => isObject(value)) ?? true) fill(copy, shape, value as Record<string, unknown>, copier);
  else copier.reject("", EXPECTED[NESTED]);
  // The validator reports what is required and missing.
  return copy as T;
}

function fill(
  copy: Record<string, unknown>,
  shape: Iterable<FieldShape>,
  source: Record<string, unknown>,
  copier: Copier,
): void {
  let variant: string | undefined;
  for (const field of shape) {
    const [name, flags] = field;
    try {
      const value = source[name];
      if (value === undefined || (value === null && flags !== JSON_VALUE)) {
        if (flags & DEMANDED) copier.reject(name, EXPECTED[flags & KIND_MASK]);
        continue;
      }
      if (flags === DISCRIMINATOR) variant = (field[3] as Record<string, string>)[value as string];
      // No encoder looks at the payload of another kind: types do not matter there.
      const own = flags & VARIANT && name !== variant ? new Copier(copier.services) : copier;
      const copied = flags & LIST ? copyList(field, value, own) : copyValue(field, value, own);
      if (copied !== undefined) copy[name] = copied;
    } catch {
      copier.omit(name, UNREADABLE, "warnOnce");
      // It may have been a capture mode, which fails closed as a wrong word does.
      if ((flags & KIND_MASK) >= MEMBER) copy[name] = copyValue(field, UNREADABLE, copier);
    }
  }
}

function copyList(field: FieldShape, list: unknown, copier: Copier): unknown {
  const [name] = field;
  if (!Array.isArray(list)) return copier.reject(name, EXPECTED_LIST);
  const copy: unknown[] = [];
  const { length } = list;
  for (let index = 0; index < length; index++) {
    const item: unknown = list[index];
    copy.push(copyValue(field, item, copier, index));
    // Wrong in every list, and a sparse one can say that it is four billion long.
    if (item === undefined) break;
  }
  return copy;
}

function copyValue(field: FieldShape, value: unknown, copier: Copier, index?: number): unknown {
  const [name, flags, , detail] = field;
  const kind = flags & KIND_MASK;
  switch (kind) {
    case TEXT:
      if (typeof value === "string") return value.toWellFormed();
      break;
    case BYTES:
      if (typeof value === "string") return value.toWellFormed();
      // Shares no memory, also with a Buffer, whose `slice` would.
      if (isBytes(value)) return new Uint8Array(value);
      break;
    case BOOLEAN:
      if (typeof value === "boolean") return value;
      break;
    case DOUBLE:
      if (Number.isFinite(value)) return value;
      break;
    case INTEGER:
      if (Number.isSafeInteger(value)) return value;
      break;
    case COUNT:
      if (isCount(value)) return value;
      // A strange count should not cost the record.
      if (!copier.isStrict) return copier.omit(name, NOT_A_COUNT);
      break;
    case DATE:
      if (isTimestamp(value)) return new Date(dateToMs(value) ?? 0);
      break;
    case STRING_MAP:
      if (isMap(value, copier)) return copyStringMap(value, name, copier);
      break;
    case STRUCT:
      if (isMap(value, copier)) return copier.services.toJsonObject(value);
      break;
    case JSON_VALUE:
      return copier.services.toJsonValue(value);
    case NESTED: {
      if (!isObject(value)) break;
      const before = copier.mismatch;
      const copy = copyRecord(detail as RecordShape<unknown>, value, copier);
      copier.nest(before, name, index);
      return copy;
    }
    case MEMBER:
      if ((detail as readonly unknown[]).includes(value)) return value;
      return copier.reject(name, oneOf(detail as readonly string[]), index);
    default:
      return value;
  }
  return copier.reject(name, EXPECTED[kind], index);
}

/** The own enumerable entries; a `__proto__` key is data. A recorder takes numbers and booleans as texts, and no value as no entry. */
function copyStringMap(map: object, name: string, copier: Copier): unknown {
  const entries = Object.entries(map).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === "string" || (!copier.isStrict && /^(number|boolean)$/.test(typeof value)))
      return [[key.toWellFormed(), String(value).toWellFormed()]];
    if (copier.isStrict || value != null) copier.reject(name, EXPECTED[STRING_MAP]);
    return [];
  });
  return Object.fromEntries(entries);
}

/** Whether free-form members can be read from it. A recorder takes more than JSON knows: a Map, or an instance of a class. */
function isMap(value: unknown, { isStrict }: Copier): value is object {
  return isStrict ? isDictionary(value) : isObject(value);
}
