// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../../model.js";
import { camelCase } from "../../naming.js";
import { concreteModes, spanPredicateName } from "./capture.js";

/**
 * Call of the generated predicate that says whether a class may be written to a span, over a `content` in scope; undefined
 * when every mode keeps it.
 */
export function spanCondition(model: SpecModel, captureClass: string | undefined): string | undefined {
  const entry = model.capture.classes.find((candidate) => candidate.id === captureClass);
  if (entry === undefined) return undefined;
  const decisions = concreteModes(model.capture).map((mode) => entry.matrix["span"]?.[mode.id] ?? "strip");
  if (decisions.every((decision) => decision === "keep")) return undefined;
  const flags = [...new Set(decisions.filter((decision) => decision !== "keep" && decision !== "strip"))];
  return `${spanPredicateName(entry)}(${["content.mode", ...flags.map((flag) => `content.${camelCase(flag)}`)].join(", ")})`;
}
