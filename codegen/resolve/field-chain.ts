// SPDX-License-Identifier: Apache-2.0
import type { ModelField, ModelType } from "../model.js";
import { suggestWord } from "../suggest.js";
import type { Place, ResolveContext } from "./context.js";

/** Walks `model.name` from a type through its fields; undefined (and a finding) when a step does not exist. */
export function resolveFieldChain(
  context: ResolveContext,
  types: ReadonlyMap<string, ModelType>,
  start: ModelType,
  path: string,
  place: Place,
): readonly ModelField[] | undefined {
  const chain: ModelField[] = [];
  let type: ModelType | undefined = start;
  for (const step of path.split(".")) {
    if (type === undefined) {
      context.report(
        place,
        "bad-path",
        `"${path}" goes on after ${chain.at(-1)?.path}, which has no fields`,
        "end the path there",
      );
      return undefined;
    }
    const field: ModelField | undefined = type.fields.find((candidate) => candidate.name === step);
    if (field === undefined) {
      const known = type.fields.map((candidate) => candidate.name);
      context.report(place, "bad-path", `${type.name} has no field "${step}"`, suggestWord(step, known));
      return undefined;
    }
    chain.push(field);
    type = field.type.kind === "type" && !field.repeated ? types.get(field.type.name) : undefined;
  }
  return chain;
}
