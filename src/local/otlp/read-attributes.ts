// SPDX-License-Identifier: Apache-2.0
import type {
  AnyValue,
  InstrumentationScope,
  KeyValue,
} from "../../../generated/proto/opentelemetry/proto/common/v1/common_pb.js";
import type { OtlpAttributes, OtlpScope, OtlpValue } from "./otlp-types.js";

/** Attributes as a plain object; of a repeated key the last one counts. Keys are own properties, whatever their name. */
export function readAttributes(attributes: readonly KeyValue[]): OtlpAttributes {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, readValue(value)]));
}

/** The scope of a signal. */
export function readScope(scope: InstrumentationScope | undefined): OtlpScope {
  return { name: scope?.name ?? "", version: scope?.version ?? "" };
}

/** A 64-bit number as a plain one, unless that would change it. */
export function readInteger(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function readValue(any: AnyValue | undefined): OtlpValue {
  const value = any?.value;
  switch (value?.case) {
    case undefined:
      return null;
    case "intValue":
      return readInteger(value.value);
    case "arrayValue":
      return value.value.values.map(readValue);
    case "kvlistValue":
      return readAttributes(value.value.values);
    case "stringValue":
    case "boolValue":
    case "doubleValue":
    case "bytesValue":
      return value.value;
    default:
      return value satisfies never;
  }
}
