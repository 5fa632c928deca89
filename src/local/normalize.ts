// SPDX-License-Identifier: Apache-2.0
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { type Generation, GenerationMode } from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
import { ASSIGNED_ID_PREFIX, OPERATION_NAME_STREAM, OPERATION_NAME_SYNC } from "./facts.js";

/** Fills what a generation may leave out. Changes the message in place. */
export type NormalizeGeneration = (generation: Generation) => void;

/** Creates a normalizer with a counter of its own for the ids it assigns. */
export function createNormalizer(now: () => Date): NormalizeGeneration {
  let assigned = 0;
  return (generation) => {
    if (generation.id === "") {
      assigned += 1;
      generation.id = `${ASSIGNED_ID_PREFIX}${assigned}`;
    }
    if (generation.mode === GenerationMode.UNSPECIFIED) generation.mode = GenerationMode.SYNC;
    if (generation.operationName === "") {
      generation.operationName =
        generation.mode === GenerationMode.STREAM ? OPERATION_NAME_STREAM : OPERATION_NAME_SYNC;
    }
    generation.startedAt ??= timestampFromDate(now());
    generation.completedAt ??= timestampFromDate(now());
  };
}
