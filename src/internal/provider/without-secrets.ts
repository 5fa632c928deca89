// SPDX-License-Identifier: Apache-2.0
import { SECRETS } from "../../../generated/ts/providers.js";
import { isDictionary } from "../value-types.js";

/** A request, an answer or the events of a stream without headers, keys and signals of the request. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isDictionary(value)) return value;
  const kept = Object.entries(value).filter(([key]) => !SECRETS.members.includes(key));
  return Object.fromEntries(
    kept.map(([key, item]) => [key, SECRETS.inside.includes(key) ? withoutSecrets(item) : item]),
  );
}
