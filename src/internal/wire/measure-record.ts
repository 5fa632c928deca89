// SPDX-License-Identifier: Apache-2.0
import {
  ALWAYS,
  BOOLEAN,
  BYTES,
  COUNT,
  DATE,
  DISCRIMINATOR,
  DOUBLE,
  EXPLICIT,
  type FieldShape,
  INTEGER,
  KIND_MASK,
  LIFTED,
  LIST,
  MEMBER,
  type RecordShape,
  STRING_MAP,
  STRUCT,
  TEXT,
  VARIANT,
} from "../record-shape.js";
import { isTimestamp } from "../value-types.js";
import { measureStruct } from "./measure-struct.js";
import { measureTimestamp } from "./measure-timestamp.js";
import type { SizePlan } from "./size-plan.js";
import { int64Size, isInt64, varintSize } from "./varint-size.js";

/**
 * Exact bytes of a valid record as a protobuf message, without key and length of its own. Lengths of what it holds go to the
 * plan, in the order in which the encoder writes them.
 */
export function measureRecord<T>(shape: RecordShape<T>, record: T, plan: SizePlan): number {
  const source = record as Readonly<Record<string, unknown>>;
  let variant: string | undefined;
  let size = 0;
  for (const field of shape) {
    const [name, flags, number, detail] = field;
    const value = source[name];
    if (flags === DISCRIMINATOR) variant = (detail as Record<string, string>)[value as string];
    if (number === undefined) continue;
    const key = keySize(number);
    if (flags === STRING_MAP) size += plan.textMap(key, value as Record<string, string> | undefined);
    else if (flags & LIST) for (const item of (value ?? []) as unknown[]) size += key + measureValue(field, item, plan);
    else if (flags & VARIANT ? name === variant : isOnWire(field, value))
      size += key + measureValue(field, value, plan);
  }
  return size;
}

/** Whether a single value is written; without explicit presence a default is not. */
function isOnWire([, flags, , detail]: FieldShape, value: unknown): boolean {
  if (flags & ALWAYS) return true;
  switch (flags & KIND_MASK) {
    case INTEGER:
    case COUNT:
      return isInt64(value as number | undefined) && (value !== 0 || (flags & EXPLICIT) > 0);
    case DATE:
      return isTimestamp(value);
    case MEMBER:
      return (detail as readonly unknown[]).includes(value);
    case BYTES:
      return (value as string | undefined)?.length !== undefined && (value as string).length > 0;
    case TEXT:
    case BOOLEAN:
      return flags & EXPLICIT ? value !== undefined : Boolean(value);
    case DOUBLE:
      // Only the positive zero is the default.
      return value !== undefined && (flags & EXPLICIT ? true : !Object.is(value, 0));
    default:
      return value !== undefined;
  }
}

function measureValue([, flags, , detail]: FieldShape, value: unknown, plan: SizePlan): number {
  switch (flags & KIND_MASK) {
    case TEXT:
      return flags & LIFTED
        ? plan.message(value as string, (text) => keySize(detail as number) + plan.text(text))
        : plan.text(value as string);
    case BYTES:
      return plan.bytes(value as string | Uint8Array);
    case BOOLEAN:
    case MEMBER:
      return 1;
    case DOUBLE:
      return 8;
    case INTEGER:
    case COUNT:
      return int64Size(value as number);
    case DATE:
      return plan.message(value as Date, measureTimestamp);
    case STRUCT:
      return plan.message(value as Record<string, unknown>, measureStruct);
    default:
      return plan.messageOrEmpty(value, (record) => measureRecord(detail as RecordShape<unknown>, record, plan));
  }
}

/** Bytes of a field's key on the wire: the number behind three bits for the wire type, as a varint. */
function keySize(number: number): number {
  return varintSize(number * 8);
}
