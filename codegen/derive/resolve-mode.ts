// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";

/** What each layer says; an outcome of `fail_closed` is possible for the resolver. */
export type Layers = Partial<Record<"recording" | "resolver" | "context" | "inherited" | "client", string>>;

/** The mode of a recording by the tables: the first layer that has an opinion, raised to what it inherits. */
export function resolveMode(model: SpecModel, recording: string, layers: Layers): string {
  const { precedence, fail_closed: failClosed, modes } = model.capture;
  const rows = precedence.filter((row) => row.recordings.includes(recording));
  const opinionOf = (layer: string): string | undefined => {
    if (layer === "default") return modes.find((mode) => mode.is_default)?.id;
    const said = layers[layer as keyof Layers];
    const failure = failClosed.find(({ outcome }) => outcome === said);
    return failure?.mode ?? (said === "default" ? undefined : said);
  };
  const first = rows.find(({ layer }) => opinionOf(layer) !== undefined);
  const mode = opinionOf(first?.layer ?? "default") ?? "";
  const inherited = rows.find(({ layer }) => layer === "inherited");
  const floor = opinionOf("inherited");
  if (inherited === undefined || floor === undefined || first === undefined) return mode;
  if (inherited.loosened_by?.includes(first.layer)) return mode;
  return strictness(model, floor) > strictness(model, mode) ? floor : mode;
}

function strictness(model: SpecModel, id: string): number {
  return model.capture.modes.find((mode) => mode.id === id)?.strictness ?? -1;
}

/** Whether a class of content may reach a sink in a mode, with the caller's flags set. */
export function isAllowed(
  model: SpecModel,
  classId: string,
  sink: string,
  mode: string,
  flags: readonly string[],
): boolean {
  const decision = model.capture.classes.find(({ id }) => id === classId)?.matrix[sink]?.[mode] ?? "strip";
  return decision === "keep" || flags.includes(decision);
}
