// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import { classify, highest, type Level } from "./classify.js";
import { type Change, compareSnapshots } from "./compare.js";
import { type Snapshot, takeSnapshot } from "./snapshot.js";
import { compareVersions, requiredVersion } from "./version.js";

/** The file that holds the last released spec. */
export const baselinePath = "spec/baseline/spec.json";

export interface SpecDiff {
  readonly changes: readonly (Change & { readonly level: Level })[];
  readonly level: Level;
  readonly from: string;
  readonly to: string;
  /** Lowest version that may carry the changes. */
  readonly required: string;
  readonly isBumpedEnough: boolean;
}

/** Compares the spec with a released one. */
export function diffSpec(baseline: Snapshot, model: SpecModel): SpecDiff {
  const compared = compareSnapshots(baseline, takeSnapshot(model)).map((change) => ({
    ...change,
    level: classify(change),
  }));
  const changes = compared.filter((change) => change.level !== "none");
  const level = highest(changes.map((change) => change.level));
  const from = versionOf(baseline);
  const to = model.sdk.spec_version;
  const required = requiredVersion(from, level);
  return { changes, level, from, to, required, isBumpedEnough: compareVersions(to, required) >= 0 };
}

function versionOf(baseline: Snapshot): string {
  const sdk = baseline.sdk;
  const version = typeof sdk === "object" && sdk !== null && "spec_version" in sdk ? sdk.spec_version : undefined;
  return typeof version === "string" ? version : "0.0.0";
}
