// SPDX-License-Identifier: Apache-2.0
import { type CanonicalStopReason, OTHER_STOP_REASON, STOP_REASONS } from "../../generated/ts/providers.js";
import { rowOf } from "../internal/provider/read.js";

/**
 * One word for the stop reasons that providers call differently, for dashboards and span processors; records and spans keep the
 * provider's word. A provider of another name, such as `azure`, speaks one of the known languages, so all of them are looked at.
 *
 * @example
 * canonicalStopReason("anthropic", "max_tokens"); // "length"
 */
export function canonicalStopReason(provider: string, value: string): CanonicalStopReason {
  const own = rowOf<Readonly<Record<string, CanonicalStopReason>>>(STOP_REASONS, provider);
  const languages = own === undefined ? Object.values(STOP_REASONS) : [own];
  return languages.map((words) => rowOf(words, value)).find((word) => word !== undefined) ?? OTHER_STOP_REASON;
}
