// SPDX-License-Identifier: Apache-2.0
import type { Finding } from "../findings.js";
import type { LoadedSpec } from "../load/load-spec.js";
import { type SpecName, specPath } from "../load/spec-files.js";
import type { ProtoModel } from "../model.js";
import { suggest } from "../suggest.js";

/** A place in a spec file. */
export interface Place {
  readonly file: string;
  readonly path: readonly PropertyKey[];
}

/** What a resolver works with: the loaded spec, the proto, and a list that takes every problem. */
export interface ResolveContext {
  readonly spec: LoadedSpec;
  readonly proto: ProtoModel;
  report(place: Place, rule: string, message: string, fix: string): void;
  /** Reports a name that nothing declares, with the nearest one that exists. */
  reportUnknown(place: Place, what: string, name: string, known: Iterable<string>): void;
}

export function createContext(spec: LoadedSpec, proto: ProtoModel, findings: Finding[]): ResolveContext {
  const report = (place: Place, rule: string, message: string, fix: string): void => {
    findings.push({ file: place.file, ...spec.locate(place.file, place.path), rule, message, fix });
  };
  return {
    spec,
    proto,
    report,
    reportUnknown: (place, what, name, known) => {
      if (spec.refusedIds.has(name)) return;
      report(place, "dangling-reference", `there is no ${what} "${name}"`, suggest(name, known));
    },
  };
}

/** `placeIn("spans", "spans", 0, "ref")` is `spans[0].ref` of spec/spans.yaml. */
export function placeIn(name: SpecName, ...path: readonly PropertyKey[]): Place {
  return { file: specPath(name), path };
}

/** The place of a member of a value. */
export function within(place: Place, ...path: readonly PropertyKey[]): Place {
  return { file: place.file, path: [...place.path, ...path] };
}
