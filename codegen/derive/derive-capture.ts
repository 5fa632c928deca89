// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import type { Scenario } from "../schema/scenarios.js";
import { type DerivedCase, type Json, modeValue, ownMetadata } from "./case-parts.js";
import { spanAttributes } from "./span-attributes.js";
import { splitRecord } from "./split-record.js";
import { toProtoJson } from "./to-proto-json.js";

type StripScenario = Extract<Scenario, { kind: "strip" }>;

/** What is left of a record in a mode, as a recording lives through it: its export, or its span. */
export function deriveCapture(model: SpecModel): readonly DerivedCase[] {
  const vectors = model.scenarios
    .flatMap(({ scenarios }) => scenarios)
    .filter((scenario): scenario is StripScenario => scenario.kind === "strip");
  return vectors.flatMap((vector) => {
    if (vector.sink === "export" && vector.type === "Generation") return exportCase(model, vector);
    if (vector.sink === "span" && vector.type === "ToolExecution") return spanCase(model, vector, "tool");
    if (vector.sink === "span" && vector.type === "Embedding") return spanCase(model, vector, "embedding");
    return [];
  });
}

/** Records with a model only: the others are about one field and no whole recording. */
function exportCase(
  model: SpecModel,
  { id, brief, rules, mode, record, expect }: StripScenario,
): readonly DerivedCase[] {
  const given = record as Json;
  const kept = expect as Json;
  const completed = given["completed_at"];
  if (given["id"] === undefined || given["model"] === undefined || completed === undefined) return [];
  // The texts of errors that no call error was set for have no category.
  const error =
    kept["call_error"] === undefined || kept["call_error"] === given["call_error"] ? kept["call_error"] : "sdk_error";
  const json = toProtoJson(model, "Generation", { ...kept, ...(error === undefined ? {} : { call_error: error }) });
  const { start, result } = splitRecord(model, "Generation", given);
  return [
    {
      id: `run.${id}`,
      brief,
      rules,
      steps: [
        { op: "start_generation", start: { ...start, content_capture: modeValue(model, mode) } },
        { op: "set_result", result },
        { op: "end" },
      ],
      expect: {
        generations: [
          {
            ...json,
            trace_id: { $ref: "it.trace_id" },
            span_id: { $ref: "it.span_id" },
            metadata: { ...(json["metadata"] as Json), ...ownMetadata(model, mode) },
          },
        ],
      },
    },
  ];
}

const STEPS = { tool: "start_tool_execution", embedding: "start_embedding" } as const;
const KINDS = { tool: "internal", embedding: "client" } as const;

function spanCase(
  model: SpecModel,
  { id, brief, rules, type, mode, flags, record, expect }: StripScenario,
  kind: "tool" | "embedding",
): readonly DerivedCase[] {
  const { start, result } = splitRecord(model, type, record as Json);
  const include = kind === "tool" && flags?.include_content === true ? { include_content: true } : {};
  const capture = kind === "embedding" ? { embedding_capture: { capture_input: flags?.capture_input ?? false } } : {};
  const kept = kind === "embedding" ? { input_count: 0, ...(expect as Json) } : (expect as Json);
  const name = kind === "tool" ? `execute_tool ${String(kept["tool_name"])}` : `embeddings ${modelName(kept)}`;
  return [
    {
      id: `run.${id}`,
      brief,
      rules,
      transports: ["none"],
      config: capture,
      steps: [
        { op: STEPS[kind], start: { ...start, ...include, content_capture: modeValue(model, mode) } },
        { op: "set_result", result },
        { op: "end" },
      ],
      expect: {
        spans: [
          {
            name,
            kind: KINDS[kind],
            started_at: "+0s",
            ended_at: "+0s",
            attributes: spanAttributes(model, kind, kept),
            status: { code: "ok" },
          },
        ],
      },
    },
  ];
}

function modelName(record: Json): string {
  return String((record["model"] as Json | undefined)?.["name"]);
}
