// SPDX-License-Identifier: Apache-2.0
import { type Place, placeIn } from "../resolve/context.js";
import type { LintContext } from "./rule.js";

export interface RuleId {
  readonly id: string;
  readonly place: Place;
}

/** Everything in the spec that decides something at run time, and therefore needs a scenario. */
export function listRuleIds({ spec }: LintContext): readonly RuleId[] {
  const { validation, capture, config, errors, spans, metrics } = spec.files;
  return [
    ...validation.rules.map((rule, index) => ({ id: rule.id, place: placeIn("validation", "rules", index, "id") })),
    // Safe fields are covered by the lint of capture.yaml: nothing happens to them.
    ...capture.fields.flatMap((rule, index) =>
      rule.class === undefined ? [] : [{ id: rule.id, place: placeIn("capture", "fields", index, "id") }],
    ),
    ...capture.classes.map((entry, index) => ({ id: entry.id, place: placeIn("capture", "classes", index, "id") })),
    ...capture.precedence.map((entry, index) => ({
      id: entry.id,
      place: placeIn("capture", "precedence", index, "id"),
    })),
    ...capture.fail_closed.map((entry, index) => ({
      id: entry.id,
      place: placeIn("capture", "fail_closed", index, "id"),
    })),
    ...config.auth_rows.map((row, index) => ({ id: row.id, place: placeIn("config", "auth_rows", index, "id") })),
    ...config.endpoint_rows.map((row, index) => ({
      id: row.id,
      place: placeIn("config", "endpoint_rows", index, "id"),
    })),
    ...errors.http_answers.map((row, index) => ({ id: row.id, place: placeIn("errors", "http_answers", index, "id") })),
    ...errors.grpc_answers.map((row, index) => ({ id: row.id, place: placeIn("errors", "grpc_answers", index, "id") })),
    ...errors.transport_faults.map((row, index) => ({
      id: row.id,
      place: placeIn("errors", "transport_faults", index, "id"),
    })),
    ...errors.item_patterns.map((row, index) => ({
      id: row.id,
      place: placeIn("errors", "item_patterns", index, "id"),
    })),
    ...errors.classification.map((row, index) => ({
      id: row.id,
      place: placeIn("errors", "classification", index, "id"),
    })),
    // What adapters of frameworks emit has cases of its own, with them.
    ...errors.types.flatMap(({ id, recordings }, index) =>
      recordings.includes("adapter") ? [] : [{ id, place: placeIn("errors", "types", index, "id") }],
    ),
    ...spans.spans.flatMap((span, index) =>
      span.emitted_by === "adapter" ? [] : [{ id: span.id, place: placeIn("spans", "spans", index, "id") }],
    ),
    ...metrics.metrics.map(({ id }, index) => ({ id, place: placeIn("metrics", "metrics", index, "id") })),
  ];
}
