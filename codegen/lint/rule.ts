// SPDX-License-Identifier: Apache-2.0
import type { SpecPart } from "../load/load-spec.js";
import type { SpecModel } from "../model.js";
import type { ResolveContext } from "../resolve/context.js";

/** What lint rules read, and where they report. */
export interface LintContext extends ResolveContext {
  readonly model: SpecModel;
}

/** One rule; `check` reports everything that it finds under the rule's id. */
export interface LintRule {
  readonly id: string;
  /** What the rule protects, for the list of rules in the documentation. */
  readonly brief: string;
  /** Files whose entries the rule must see all of. While one has refused entries, the rule would only repeat that. */
  readonly needs?: readonly SpecPart[];
  check(context: LintContext): void;
}
