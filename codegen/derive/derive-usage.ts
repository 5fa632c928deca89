// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import { type DerivedCase, generationId, MODEL, plainGeneration, toSlug } from "./case-parts.js";
import { pointAttributes, zeroPoint } from "./metric-points.js";
import { spanAttributes } from "./span-attributes.js";

/** Each token counter alone: in the export, on the span, and as a point of its type, by the rows of metrics.yaml. */
export function deriveUsage(model: SpecModel): readonly DerivedCase[] {
  const usage = model.metrics.find(({ id }) => id === "token_usage");
  const mode = model.capture.modes.find((candidate) => candidate.is_default)?.id;
  const points = usage?.points.filter(({ recording }) => recording === "generation") ?? [];
  if (usage === undefined || mode === undefined) return [];
  return points.flatMap(({ value, attributes }) => {
    if (value.kind !== "field") return [];
    const counter = value.path.split(".").at(-1) ?? "";
    const type = attributes.find(({ attribute }) => attribute.id === "gen_ai.token.type")?.source;
    if (type?.kind !== "value") return [];
    const record = { id: generationId(), operation_name: "generateText", model: MODEL, usage: { [counter]: 7 } };
    const total = ["input_tokens", "output_tokens"].includes(counter) ? { total_tokens: "7" } : {};
    return [
      {
        id: `usage.${toSlug(counter)}`,
        brief: `${counter} alone is exported, is on the span, and is one point of the type ${type.value}.`,
        rules: ["token_usage", "generation"],
        steps: [
          { op: "start_generation", start: { id: generationId(), model: MODEL } },
          { op: "set_result", result: { usage: { [counter]: 7 } } },
          { op: "end" },
        ],
        expect: {
          generations: [plainGeneration(model, { id: generationId(), usage: { [counter]: "7", ...total } }, mode)],
          spans: [
            {
              name: "generateText gpt-4o-mini",
              kind: "client",
              started_at: "+0s",
              ended_at: "+0s",
              attributes: spanAttributes(model, "generation", record),
              status: { code: "ok" },
            },
          ],
          metrics: [
            ...["operation_duration", "tool_calls_per_operation"].flatMap(
              (id) => zeroPoint(model, id, "generation") ?? [],
            ),
            { name: usage.name, unit: usage.unit, sum: 7, attributes: pointAttributes(attributes, record) },
          ],
        },
      },
    ];
  });
}
