// SPDX-License-Identifier: Apache-2.0
import {
  PROVIDER_OPTION_RULES,
  type ProviderOptions,
  type ResolvedProviderOptions,
} from "../../../generated/ts/provider-options.js";
import { configError, kindOf } from "../../config/config-error.js";
import { resolveOptions } from "../../config/resolve-options.js";
import { definedOnly } from "../attribute-values.js";
import { nonBlank } from "../non-blank.js";
import { isObject } from "../value-types.js";

/**
 * Fills in the defaults; throws a SigilError with code `config` that names the option which is wrong. A recording with a wrong one
 * would be refused at its end, where nobody looks. Null counts as unset.
 */
export function resolveProviderOptions(options: ProviderOptions | undefined, owner: string): ResolvedProviderOptions {
  if (options !== undefined && !isObject(options))
    throw configError(`${owner}: options`, `: ${kindOf(options)} is not an object`);
  // The rules cover every field of ResolvedProviderOptions: both are generated from the same options.
  const resolved = resolveOptions(
    PROVIDER_OPTION_RULES,
    definedOnly({ ...options }),
    `${owner}: `,
  ) as unknown as ResolvedProviderOptions;
  return { ...resolved, providerName: nonBlank(resolved.providerName) };
}
