// SPDX-License-Identifier: Apache-2.0
import type { ResolvedMetric, ResolvedMetricPoint } from "../model.js";
import { metricsFile } from "../schema/metrics.js";
import { form, head, headOf, source, toValueSource } from "./common.js";
import { constantGroup, defineSection, type SectionDefinition } from "./section.js";
import { constant, double, field, type Infer, list, optional, struct, text, vocabulary } from "./shape.js";
import { wordsOf } from "./words-of.js";

const metricEntry = metricsFile.shape.metrics.element.shape;

const metricAttribute = struct("MetricAttribute", "An attribute of a measurement.", {
  attribute: field(text, "Id of the attribute."),
  key: field(constant("attribute"), "The name on the wire."),
  source: field(source, "Where the value comes from."),
  form: field(form, "How the value is turned into an attribute value."),
});

const metricPoint = struct("MetricPoint", "A measurement that a recording makes.", {
  recording: field(
    vocabulary(
      "MetricRecording",
      "What feeds an instrument.",
      wordsOf(metricEntry.recorded_for.element.shape.recording),
    ),
    "Recording that feeds the instrument.",
  ),
  when: field(
    vocabulary("MetricWhen", "When a measurement is made.", ["always", "present", "non_zero", "computed"]),
    "When the measurement is made.",
  ),
  condition: optional(text, "Function that decides when `when` is `computed`."),
  value: field(source, "The measured value."),
  attributes: field(list(metricAttribute), "Attributes of the measurement."),
});

const metric = struct("Metric", "An instrument.", {
  ...head,
  name: field(constant("metric"), "Name of the instrument."),
  instrument: field(
    vocabulary("Instrument", "OpenTelemetry instruments.", wordsOf(metricEntry.instrument)),
    "Kind of instrument.",
  ),
  unit: field(text, "Unit in UCUM notation."),
  value_type: field(
    vocabulary("MetricValueType", "Type of a measured value.", wordsOf(metricEntry.value_type)),
    "Type of the measured value.",
  ),
  group: field(
    vocabulary("MetricGroup", "What a metric is about.", wordsOf(metricEntry.group)),
    "Recorded operations, or the SDK itself.",
  ),
  boundaries: optional(list(double), "Explicit bucket boundaries; unset when the instrument takes none."),
  points: field(list(metricPoint), "Measurements per recording."),
});
type Metric = Infer<typeof metric>;

const shape = struct("MetricTables", "Metrics.", { instruments: field(list(metric), "Every instrument.") });

export const metricsSection: SectionDefinition = defineSection({
  id: "metrics",
  brief: "Instruments, buckets and measurements.",
  inputs: ["spec/metrics.yaml", "spec/attributes.yaml"],
  shape,
  build: (model) => ({ instruments: model.metrics.map(toMetric) }),
  constants: (model) => [
    constantGroup({
      id: "metric",
      prefix: "METRIC",
      className: "MetricNames",
      brief: "Names of instruments.",
      entries: model.metrics,
      name: (entry) => entry.id.replace(/^vendor\./, `${model.sdk.constant_namespace}.`),
      value: (entry) => entry.name,
    }),
  ],
});

function toMetric(entry: ResolvedMetric): Metric {
  return {
    ...headOf(entry),
    name: entry.name,
    instrument: entry.instrument,
    unit: entry.unit,
    value_type: entry.value_type,
    group: entry.group,
    boundaries: entry.boundaries,
    points: entry.points.map(toPoint),
  };
}

function toPoint(point: ResolvedMetricPoint): Metric["points"][number] {
  return {
    recording: point.recording,
    when: point.when.kind,
    condition: point.when.kind === "computed" ? point.when.tsName : undefined,
    value: toValueSource(point.value),
    attributes: point.attributes.map((item) => ({
      attribute: item.attribute.id,
      key: item.attribute.key,
      source: toValueSource(item.source),
      form: item.form,
    })),
  };
}
