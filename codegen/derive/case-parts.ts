// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";

export type Json = Readonly<Record<string, unknown>>;

/** A whole run, before defaults are filled in. */
export interface DerivedCase {
  readonly id: string;
  readonly brief: string;
  readonly rules: readonly string[];
  readonly transports?: readonly string[];
  readonly config?: Json;
  readonly ingest?: Json;
  readonly steps: readonly Json[];
  readonly expect: Json;
}

/** The model of every derived recording. */
export const MODEL: Json = { provider: "openai", name: "gpt-4o-mini" };

/** Id of the only or of the n-th generation of a case. */
export function generationId(index = 0): string {
  return `gen_00000000000000${(0xa0 + index).toString(16)}`;
}

/** Key of an attribute by its id; undefined when the spec has no such attribute. */
export function keyOf(model: SpecModel, id: string): string | undefined {
  return model.attributes.find((attribute) => attribute.id === id)?.key;
}

/** Value of the capture mode by its id. */
export function modeValue(model: SpecModel, id: string): string {
  return model.capture.modes.find((mode) => mode.id === id)?.value ?? id;
}

/** What the SDK itself puts into the metadata of a generation. */
export function ownMetadata(model: SpecModel, mode: string): Json {
  const marker = keyOf(model, "vendor.sdk.content_capture_mode");
  const name = keyOf(model, "vendor.sdk.name");
  return {
    ...(marker === undefined ? {} : { [marker]: modeValue(model, mode) }),
    ...(name === undefined ? {} : { [name]: { $ref: "sdk.name" } }),
  };
}

/** The stored form of a generation that only its start describes, at the start of the clock. */
export function plainGeneration(model: SpecModel, fields: Json, mode: string, recording = "it"): Json {
  return {
    operation_name: "generateText",
    mode: "GENERATION_MODE_SYNC",
    trace_id: { $ref: `${recording}.trace_id` },
    span_id: { $ref: `${recording}.span_id` },
    model: MODEL,
    usage: {},
    started_at: { $time: "+0s" },
    completed_at: { $time: "+0s" },
    ...fields,
    metadata: ownMetadata(model, mode),
  };
}

/** A word for ids of cases: `HTTP_413` -> `http-413`. */
export function toSlug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** Each element with every element of the other list. */
export function pairs<A, B>(left: readonly A[], right: readonly B[]): readonly (readonly [A, B])[] {
  return left.flatMap((first) => right.map((second) => [first, second] as const));
}
