// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import type { Scenario } from "../schema/scenarios.js";
import { type DerivedCase, generationId, type Json, MODEL } from "./case-parts.js";
import { splitRecord } from "./split-record.js";

type ValidationScenario = Extract<Scenario, { kind: "validation" }>;

/**
 * What validators say of a record, as a recording lives through it. Left out are records that no recording can have: a recorder
 * always has a mode, and values of a wrong type cannot even be written in most languages.
 */
export function deriveValidation(model: SpecModel): readonly DerivedCase[] {
  const vectors = model.scenarios
    .flatMap(({ scenarios }) => scenarios)
    .filter((scenario): scenario is ValidationScenario => scenario.kind === "validation");
  return vectors.filter((vector) => isRecordable(model, vector)).map((vector) => toCase(model, vector));
}

function isRecordable(model: SpecModel, { rules, record, error }: ValidationScenario): boolean {
  if (JSON.stringify(record).includes('"$special"')) return false;
  const named = model.validation.rules.filter(({ id }) => rules.includes(id));
  if (named.some(({ check }) => check === "type")) return false;
  return error === null || !named.some(({ field }) => field === "Generation.mode");
}

function toCase(
  model: SpecModel,
  { id, brief, rules, subject, marker, record, error }: ValidationScenario,
): DerivedCase {
  const prefix = model.validation.subjects.find((candidate) => candidate.id === subject)?.prefix ?? "";
  const local = error === null ? undefined : { code: "validation", message: prefix + error };
  const common = { id: `run.${id}`, brief, rules, transports: ["http"] };
  if (subject === "rating") {
    const { conversation_id: conversationId = "", input = {} } = record as Json;
    return {
      ...common,
      config: { api: { endpoint: { $ref: "ingest.http_url" } } },
      steps: [
        {
          op: "submit_rating",
          conversation_id: conversationId,
          input,
          ...(local === undefined ? {} : { error: local }),
        },
      ],
      expect: { requests: local === undefined ? 1 : 0 },
    };
  }
  const isGeneration = subject === "generation";
  const { start, result } = isGeneration
    ? splitRecord(model, "Generation", record as Json)
    : embeddingParts(subject, record as Json);
  return {
    ...common,
    steps: [
      {
        op: isGeneration ? "start_generation" : "start_embedding",
        start: {
          ...(isGeneration ? { id: generationId() } : {}),
          ...start,
          ...(marker === undefined ? {} : { content_capture: marker }),
        },
      },
      ...(Object.keys(result).length === 0 ? [] : [{ op: "set_result", result }]),
      { op: "end" },
    ],
    expect: {
      errors: local === undefined ? {} : { it: local },
      requests: isGeneration && local === undefined ? 1 : 0,
    },
  };
}

function embeddingParts(subject: string, record: Json): { readonly start: Json; readonly result: Json } {
  return subject === "embedding_start" ? { start: record, result: {} } : { start: { model: MODEL }, result: record };
}
