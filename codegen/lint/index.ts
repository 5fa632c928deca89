// SPDX-License-Identifier: Apache-2.0
import type { Finding } from "../findings.js";
import type { LoadedSpec } from "../load/load-spec.js";
import type { SpecModel } from "../model.js";

/** Runs every lint rule. */
export function lintSpec(_spec: LoadedSpec, _model: SpecModel): readonly Finding[] {
  return [];
}
