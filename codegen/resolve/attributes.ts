// SPDX-License-Identifier: Apache-2.0
import type { ResolvedAttribute } from "../model.js";
import { attributeConstant } from "../naming.js";
import { placeIn, type ResolveContext } from "./context.js";

/** Attributes by id, each with the name of its constant. */
export function resolveAttributes(context: ResolveContext): ReadonlyMap<string, ResolvedAttribute> {
  const { sdk, attributes } = context.spec.files;
  const resolved = new Map<string, ResolvedAttribute>();
  attributes.attributes.forEach((entry, index) => {
    const vendorOwned = entry.id.startsWith("vendor.");
    const place = placeIn("attributes", "attributes", index, "key");
    if (vendorOwned !== entry.key.startsWith(`${sdk.vendor}.`)) {
      const fix = vendorOwned ? `write "{vendor}.${entry.id.slice("vendor.".length)}"` : `start the id with "vendor."`;
      context.report(
        place,
        "vendor-key",
        `id "${entry.id}" and key "${entry.key}" disagree on whether the vendor owns it`,
        fix,
      );
    }
    const constant = attributeConstant(entry.id, sdk.constant_namespace);
    if (!resolved.has(entry.id)) resolved.set(entry.id, { ...entry, constant, vendorOwned });
  });
  return resolved;
}
