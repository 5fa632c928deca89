// SPDX-License-Identifier: Apache-2.0
import type { Emitter, ResolvedMetric, ResolvedMetricPoint, SpecModel } from "../../model.js";
import { code, heading, link, prose, table } from "./markdown.js";
import { type Page, pageEmitter } from "./page.js";
import { describeForm, describeSource } from "./source.js";

export const metricsPage: Page = {
  name: "metrics",
  title: "Metrics",
  summary: "The instruments of the SDK and the points that recordings add to them.",
  inputs: () => ["spec/metrics.yaml", "spec/attributes.yaml", "spec/spans.yaml", "spec/sdk.yaml"],
  blocks: (model) => [
    "Points are taken after content was stripped, so the capture mode never changes them. An attribute without a value " +
      "is written as an empty string. Bucket boundaries are advice to the meter: a view of the application overrides them.",
    table(
      ["Instrument", "Kind", "Value", "Unit", "Buckets"],
      model.metrics.map((metric) => [
        link(code(metric.name), "", `metric-${metric.id}`),
        metric.instrument.replace("_", " "),
        code(metric.value_type),
        code(metric.unit),
        metric.boundaries === undefined ? "" : code(metric.boundaries.join(", ")),
      ]),
    ),
    ...model.metrics.flatMap((metric) => describeMetric(model, metric)),
  ],
};

/** Instruments, units, buckets and points. */
export const referenceMetricsEmitter: Emitter = pageEmitter(metricsPage);

function describeMetric(model: SpecModel, metric: ResolvedMetric): string[] {
  return [
    heading(2, code(metric.name), `metric-${metric.id}`),
    prose(metric.brief, metric.note, otelNote(metric)),
    table(
      ["Recording", "When", "Value", "Attributes"],
      metric.points.map((point) => {
        const record = recordOf(model, point);
        return [
          recordingOf(model, point),
          point.when.kind === "computed"
            ? link(code(snakeCase(point.when.tsName)), "spans.md", `computed-${snakeCase(point.when.tsName)}`)
            : code(point.when.kind),
          describeSource(point.value, record),
          point.attributes.map((entry) => describeAttribute(entry, record)).join("\n"),
        ];
      }),
    ),
  ];
}

function describeAttribute(
  { attribute, source, form }: ResolvedMetricPoint["attributes"][number],
  record: string | undefined,
): string {
  const key = link(code(attribute.key), "attributes.md", attribute.id);
  const from = [describeSource(source, record), describeForm(form)].filter((part) => part !== "").join(", ");
  return `${key}: ${from}`;
}

function recordOf(model: SpecModel, point: ResolvedMetricPoint): string | undefined {
  return model.spans.find(({ id }) => id === point.recording)?.record;
}

function recordingOf(model: SpecModel, { recording }: ResolvedMetricPoint): string {
  const isSpan = model.spans.some(({ id }) => id === recording);
  return isSpan ? link(recording, "spans.md", `span-${recording}`) : "the client itself";
}

function otelNote({ otel }: ResolvedMetric): string | undefined {
  if (otel.link === "renamed_to")
    return `OpenTelemetry has renamed it to \`${otel.key}\` since. ${otel.note ?? ""}`.trim();
  return otel.note;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
