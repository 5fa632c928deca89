// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import { type DerivedCase, generationId, type Json, MODEL, toSlug } from "./case-parts.js";
import { zeroPoint } from "./metric-points.js";
import { spanAttributes } from "./span-attributes.js";

type Step = SpecModel["errors"]["classification"][number];

const TEXT = "the provider said no";

/**
 * Every row of the classification of errors, with the first and the last of its words or statuses, and every category on the
 * span and the duration point of every kind of recording.
 */
export function deriveClassification(model: SpecModel): readonly DerivedCase[] {
  return [
    ...model.errors.classification.flatMap((step) =>
      samples(step).map(([name, error]) => toCase(model, step, name, error)),
    ),
    ...model.errors.categories.flatMap(({ id, value }) => categoryCase(model, id, value)),
  ];
}

/** Errors that a row is for, each with a name. */
function samples({ by, names = [], statuses = [] }: Step): readonly (readonly [name: string, error: Json])[] {
  const words = ends(names);
  switch (by) {
    case "timeout_type":
    case "abort":
      return words.map((word) => [
        word,
        /^[A-Z_]+$/.test(word) ? { message: TEXT, code: word } : { $class: word, message: TEXT },
      ]);
    case "status":
      return ends(statuses.flat()).map((status) => [String(status), { message: TEXT, status }]);
    case "code":
      return words.map((word) => [word, { message: TEXT, code: word }]);
    case "text":
      return words.map((word) => [word, { message: `the request ${word} in Bern` }]);
    case "otherwise":
      return [["plain", { message: TEXT }]];
    default:
      return by satisfies never;
  }
}

function ends<Item>(items: readonly Item[]): readonly Item[] {
  const last = items.at(-1);
  return items.length < 2 || last === undefined ? items : [items[0] as Item, last];
}

function toCase(model: SpecModel, { id, category }: Step, name: string, error: Json): DerivedCase {
  const value = model.errors.categories.find((candidate) => candidate.id === category)?.value ?? category;
  const message = String(error["message"]);
  const record = { id: generationId(), operation_name: "generateText", model: MODEL };
  return {
    id: `error.${toSlug(id.replace(/^classify\./, ""))}.${toSlug(name)}`,
    brief: `${name} in an error of the provider is a ${value}.`,
    rules: [id],
    transports: ["none"],
    steps: [
      { op: "start_generation", start: { id: generationId(), model: MODEL } },
      { op: "set_call_error", error },
      { op: "end" },
    ],
    expect: {
      spans: [
        {
          name: "generateText gpt-4o-mini",
          kind: "client",
          started_at: "+0s",
          ended_at: "+0s",
          attributes: spanAttributes(model, "generation", record, {
            error_type: "provider_call_error",
            error_category: value,
          }),
          status: { code: "error", message },
          exceptions: [message],
        },
      ],
    },
  };
}

const EMBEDDING = { start: { model: MODEL }, name: "embeddings gpt-4o-mini", kind: "client" };
const TOOL = { start: { tool_name: "weather" }, name: "execute_tool weather", kind: "internal" };

/** One recording of each kind that fails with the category. */
function categoryCase(model: SpecModel, categoryId: string, category: string): readonly DerivedCase[] {
  const row = model.errors.classification.find((step) => step.category === categoryId);
  const [sample] = row === undefined ? [] : samples(row);
  const duration = model.metrics.find(({ id }) => id === "operation_duration");
  if (row === undefined || sample === undefined || duration === undefined) return [];
  const [, error] = sample;
  const kinds = [
    {
      as: "generation",
      op: "start_generation",
      start: { id: generationId(), model: MODEL },
      name: "generateText gpt-4o-mini",
      kind: "client",
      record: { id: generationId(), operation_name: "generateText", model: MODEL },
      type: "provider_call_error",
    },
    { as: "embedding", op: "start_embedding", ...EMBEDDING, record: EMBEDDING.start, type: "provider_call_error" },
    { as: "tool", op: "start_tool_execution", ...TOOL, record: TOOL.start, type: "tool_execution_error" },
  ].filter(({ as }) => duration.points.some(({ recording }) => recording === as));
  return [
    {
      id: `error.category.${toSlug(category)}`,
      brief: `Every kind of recording says ${category} on its span and on its duration point.`,
      rules: [row.id, "operation_duration"],
      transports: ["none"],
      steps: kinds.flatMap(({ as, op, start }) => [
        { op, as, start },
        { op: "set_call_error", on: as, error },
        { op: "end", on: as },
      ]),
      expect: {
        spans: kinds.map(({ as, name, kind, record, type }) => ({
          of: as,
          name,
          kind,
          started_at: "+0s",
          ended_at: "+0s",
          attributes: spanAttributes(model, as, record, { error_type: type, error_category: category }),
          status: { code: "error", message: error["message"] },
          exceptions: [error["message"]],
        })),
        metrics: [
          ...kinds.map(({ as, record, type }) =>
            zeroPoint(model, "operation_duration", as, record, { error_type: type, error_category: category }),
          ),
          zeroPoint(model, "tool_calls_per_operation", "generation", {
            operation_name: "generateText",
            model: MODEL,
          }),
        ].filter((point) => point !== undefined),
      },
    },
  ];
}
