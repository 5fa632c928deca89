// SPDX-License-Identifier: Apache-2.0

/** Token counts as the provider reports them, or made so that no token is in two of them. */
export type UsageMode = "reported" | "disjoint";

export const USAGE_MODES: readonly UsageMode[] = ["reported", "disjoint"];
