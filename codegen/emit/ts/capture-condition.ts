// SPDX-License-Identifier: Apache-2.0
import type { FunctionDeclarationStructure } from "ts-morph";
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

/** Imports of the capture predicates that the functions call. */
export function captureImports(functions: readonly FunctionDeclarationStructure[], type?: string): string[] {
  const code = functions.map((fn) => String(fn.statements)).join("\n");
  const names = [
    ...new Set(code.match(/\bkeeps[A-Z]\w*(?=\()/g) ?? []),
    ...(type === undefined ? [] : [`type ${type}`]),
  ].sort();
  return names.length === 0 ? [] : [`import { ${names.join(", ")} } from "./capture.js";`];
}
