// SPDX-License-Identifier: Apache-2.0
import { toSortedJson } from "./json-text.js";
import { unlessRaw } from "./without-media.js";
import { withoutSecrets } from "./without-secrets.js";

/** JSON of what a provider describes, as a record may show it: without keys, and without the bytes of media unless they are wanted. */
export function toShownJson(value: unknown, rawMedia: boolean): string | undefined {
  return toSortedJson(unlessRaw(withoutSecrets(value), rawMedia));
}
