// SPDX-License-Identifier: Apache-2.0
import { LIMIT_QUEUED_OBJECT_BYTES, LIMIT_UTF8_BYTES_PER_UNIT } from "../../generated/ts/limits.js";
import type { Generation } from "../../generated/ts/models.js";
import { sizeGeneration } from "../../generated/ts/size.js";
import { weighGeneration } from "../../generated/ts/weigh.js";
import { createWeight } from "../internal/weight.js";

/** Key, length prefix and number of one field take at most this many bytes on the wire. */
const MAX_FIELD_OVERHEAD_BYTES = 12;

export type RecordCost =
  | { readonly fits: true; readonly bytes: number }
  | { readonly fits: false; readonly exactBytes: number };

/**
 * What the queue charges for a record, and whether its exact protobuf size is within the limit. Scanning strings for their
 * exact size costs more than encoding them, so a record that fits even at three bytes per UTF-16 unit is not measured.
 */
export function recordCost(record: Generation, payloadMaxBytes: number): RecordCost {
  const weight = createWeight();
  weighGeneration(record, weight);
  const overhead = weight.bytes + weight.values * MAX_FIELD_OVERHEAD_BYTES;
  const bytes = Math.max(weight.units + overhead, weight.objects * LIMIT_QUEUED_OBJECT_BYTES);
  if (weight.units * LIMIT_UTF8_BYTES_PER_UNIT + overhead <= payloadMaxBytes) return { fits: true, bytes };
  const exactBytes = sizeGeneration(record);
  return exactBytes <= payloadMaxBytes
    ? { fits: true, bytes: Math.max(exactBytes, weight.objects * LIMIT_QUEUED_OBJECT_BYTES) }
    : { fits: false, exactBytes };
}
