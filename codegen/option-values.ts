// SPDX-License-Identifier: Apache-2.0
import type { ConfigFile } from "./schema/config.js";
import type { OptionEntry } from "./schema/option.js";
import type { ProviderOption } from "./schema/providers.js";

/** The words of an option of wrappers: its own, or those of an option of the client. */
export function providerOptionValues(option: ProviderOption, config: ConfigFile): OptionEntry["values"] {
  const { values, values_of: source } = option;
  return source === undefined ? values : config.options.find(({ id }) => id === source)?.values;
}
