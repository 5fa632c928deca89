// SPDX-License-Identifier: Apache-2.0
import type { Generation } from "../../generated/ts/models.js";

/** A finished generation that the ingest accepts, with changes. */
export function buildRecord(id: string, changes: Generation = {}): Generation {
  return {
    id,
    operationName: "generateText",
    mode: "SYNC",
    model: { provider: "openai", name: "gpt-5" },
    startedAt: new Date("2026-03-01T12:00:00.000Z"),
    completedAt: new Date("2026-03-01T12:00:01.000Z"),
    output: [{ role: "assistant", parts: [{ kind: "text", text: `answer of ${id}` }] }],
    ...changes,
  };
}
