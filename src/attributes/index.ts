// SPDX-License-Identifier: Apache-2.0
/**
 * Keys of every span attribute, metric attribute and metadata field that the SDK writes or reads, and the members of their
 * value sets, for queries, span processors and tests. The spec decides what there is, so everything is passed on.
 */
export * from "../../generated/ts/attribute-values.js";
export * from "../../generated/ts/attributes.js";
export type { CanonicalStopReason } from "../../generated/ts/providers.js";
export { canonicalStopReason } from "./canonical-stop-reason.js";
