// SPDX-License-Identifier: Apache-2.0
import type { ModelRef } from "../../../generated/ts/models.js";
import type { ResolvedProviderOptions } from "../../../generated/ts/provider-options.js";
import { type ApiTable, UNKNOWN_MODEL } from "../../../generated/ts/providers.js";

/** Who is asked for what; `name` is the model that the request names. */
export function modelOfCall(
  { provider }: ApiTable,
  { providerName = provider }: ResolvedProviderOptions,
  name: string | undefined,
): ModelRef {
  return { provider: providerName, name: name ?? UNKNOWN_MODEL };
}
