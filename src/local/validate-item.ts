// SPDX-License-Identifier: Apache-2.0
import { type Generation, GenerationMode } from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
import { TEXTS } from "./facts.js";

/**
 * Says why the ingest refuses a normalized generation; undefined when it does not.
 *
 * Messages, roles, parts, tools and artifacts are not looked at: clients are the only gate for those.
 */
export function findRejection(generation: Generation): string | undefined {
  const { model, mode } = generation;
  if (model === undefined) return TEXTS.modelRequired;
  if (model.provider === "") return TEXTS.modelProviderRequired;
  if (model.name === "") return TEXTS.modelNameRequired;
  if (mode !== GenerationMode.SYNC && mode !== GenerationMode.STREAM) return TEXTS.modeInvalid;
  return undefined;
}
