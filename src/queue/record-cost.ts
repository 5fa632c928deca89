// SPDX-License-Identifier: Apache-2.0
import { LIMIT_QUEUED_OBJECT_BYTES, LIMIT_UTF8_BYTES_PER_UNIT } from "../../generated/ts/limits.js";
import type { Generation } from "../../generated/ts/models.js";
import { GENERATION_SHAPE } from "../../generated/ts/record-shapes.js";
import { isBytes } from "../internal/value-types.js";
import { measureRecord } from "../internal/wire/measure-record.js";
import { SizePlan } from "../internal/wire/size-plan.js";

/** Keys, length prefixes and number of one value take at most this many bytes on the wire. */
const MAX_VALUE_OVERHEAD_BYTES = 32;

export interface RecordCost {
  /** Whether the exact size is within the limit. */
  readonly fits: boolean;
  /** What the queue charges; of a record that does not fit, what it has at least on the wire. */
  readonly bytes: number;
}

interface Weight {
  /** UTF-16 units of all strings, keys included. */
  units: number;
  /** Bytes of byte arrays, and room for what each value needs beside itself. */
  bytes: number;
  /** Objects and arrays, which cost memory. */
  objects: number;
}

/**
 * What the queue charges for a record, and whether its exact protobuf size is within the limit. Scanning strings for their
 * exact size costs more than encoding them, so a record that fits even at three bytes per UTF-16 unit is not measured.
 */
export function recordCost(record: Generation, payloadMaxBytes: number): RecordCost {
  const weight: Weight = { units: 0, bytes: 0, objects: 0 };
  weigh(record, weight);
  const { units, bytes, objects } = weight;
  const least = objects * LIMIT_QUEUED_OBJECT_BYTES;
  if (units * LIMIT_UTF8_BYTES_PER_UNIT + bytes <= payloadMaxBytes)
    return { fits: true, bytes: Math.max(units + bytes, least) };
  const size = measureRecord(GENERATION_SHAPE, record, new SizePlan(payloadMaxBytes));
  return size <= payloadMaxBytes ? { fits: true, bytes: Math.max(size, least) } : { fits: false, bytes: size };
}

/** The copies of a recorder hold nothing but JSON values, dates and bytes, and their depth is bounded. */
function weigh(value: unknown, weight: Weight): void {
  weight.bytes += MAX_VALUE_OVERHEAD_BYTES;
  if (typeof value === "string") weight.units += value.length;
  else if (typeof value === "object" && value !== null) {
    weight.objects += 1;
    if (Array.isArray(value)) for (const item of value) weigh(item, weight);
    else if (isBytes(value)) weight.bytes += value.byteLength;
    else
      for (const key in value) {
        weight.units += key.length;
        weigh((value as Record<string, unknown>)[key], weight);
      }
  }
}
