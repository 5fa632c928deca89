// SPDX-License-Identifier: Apache-2.0
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import {
  type Generation,
  GenerationMode,
  GenerationSchema,
} from "../../../generated/proto/sigil/v1/generation_ingest_pb.js";

/** A generation that the ingest accepts as it is, with changes. */
export function buildGeneration(
  changes: Omit<MessageInitShape<typeof GenerationSchema>, "$typeName"> = {},
): Generation {
  return create(GenerationSchema, {
    id: "gen_0123456789abcdef",
    operationName: "generateText",
    mode: GenerationMode.SYNC,
    model: { provider: "openai", name: "gpt-4o-mini" },
    startedAt: { seconds: 1_772_000_000n },
    completedAt: { seconds: 1_772_000_001n },
    ...changes,
  });
}

/** The same generation as proto-JSON with snake_case names. */
export const GENERATION_JSON = {
  id: "gen_0123456789abcdef",
  operation_name: "generateText",
  mode: "GENERATION_MODE_SYNC",
  model: { provider: "openai", name: "gpt-4o-mini" },
  started_at: "2026-02-25T06:13:20Z",
  completed_at: "2026-02-25T06:13:21Z",
} as const;
