// SPDX-License-Identifier: Apache-2.0
import { ProtoReader } from "../internal/wire/proto-reader.js";

/** Fields of `google.rpc.Status`, `google.protobuf.Any`, `google.rpc.RetryInfo` and `google.protobuf.Duration`. */
const STATUS_DETAILS = 3;
const ANY_TYPE_URL = 1;
const ANY_VALUE = 2;
const RETRY_DELAY = 1;
const SECONDS = 1;
const NANOS = 2;

const RETRY_INFO_TYPE = /\/google\.rpc\.RetryInfo$/;

/** Wait that a gRPC server asks for in its status details, in milliseconds; undefined without one that can be read. */
export function readRetryInfoMs(statusDetails: Uint8Array | undefined): number | undefined {
  if (statusDetails === undefined) return undefined;
  try {
    const infos = fieldsOf(statusDetails, STATUS_DETAILS).map(retryInfoOf);
    const info = infos.find((candidate) => candidate !== undefined);
    return info && Math.max(0, delayOf(info));
  } catch {
    // Malformed details say nothing (contract F-G2).
    return undefined;
  }
}

/** Values of all occurrences of a message field. */
function fieldsOf(message: Uint8Array, field: number): Uint8Array[] {
  const reader = new ProtoReader(message);
  const values: Uint8Array[] = [];
  for (let next = reader.nextField(); next !== 0; next = reader.nextField()) {
    if (next === field) values.push(reader.message());
    else reader.skip();
  }
  return values;
}

function retryInfoOf(any: Uint8Array): Uint8Array | undefined {
  const type = new TextDecoder().decode(fieldsOf(any, ANY_TYPE_URL).at(-1));
  return RETRY_INFO_TYPE.test(type) ? (fieldsOf(any, ANY_VALUE).at(-1) ?? new Uint8Array()) : undefined;
}

function delayOf(info: Uint8Array): number {
  const duration = new ProtoReader(fieldsOf(info, RETRY_DELAY).at(-1) ?? new Uint8Array());
  let milliseconds = 0;
  for (let next = duration.nextField(); next !== 0; next = duration.nextField()) {
    if (next === SECONDS) milliseconds += duration.int() * 1000;
    else if (next === NANOS) milliseconds += duration.int() / 1e6;
    else duration.skip();
  }
  return milliseconds;
}
