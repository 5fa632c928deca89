// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import {
  type CaptureFile,
  captureFile,
  captureLayer,
  decision as decisions,
  onStrip as onStrips,
} from "../schema/capture.js";
import { head, headOf } from "./common.js";
import {
  type ConstantGroup,
  constantGroup,
  defineSection,
  resolve,
  type SectionDefinition,
  withoutStem,
} from "./section.js";
import { bool, constant, field, type Infer, int, list, map, optional, struct, text, vocabulary } from "./shape.js";
import { wordsOf } from "./words-of.js";

const decision = vocabulary("CaptureDecision", "What a sink does with a content class in a mode.", wordsOf(decisions));
const onStrip = vocabulary("StripAction", "What stripping does to a field.", wordsOf(onStrips));

const mode = struct("CaptureMode", "A content capture mode.", {
  ...head,
  value: field(constant("capture_mode"), "Value of the option and of the marker."),
  strictness: optional(int, "Higher is stricter; unset for the mode that asks the next layer."),
  is_default: field(bool, "Whether the mode applies when no layer names one."),
});

const sink = struct("CaptureSink", "A place that content can reach.", { ...head });

const contentClass = struct("ContentClass", "A class of content.", {
  ...head,
  matrix: field(map(map(decision)), "Decision per sink and mode; a sink that is left out never receives the class."),
});

const safeReason = struct("SafeReason", "Why a field that could hold text is not content.", { ...head });

const captureField = struct("CaptureField", "How a field of a model is treated.", {
  id: field(text, "Stable id of the spec entry."),
  field: field(text, "Path of the field: type and name."),
  metadata_key: optional(constant("attribute"), "The metadata key inside the field that the row is about."),
  class: optional(constant("content_class"), "Content class of the field."),
  on_strip: optional(onStrip, "What stripping does to the field."),
  safe: optional(text, "Id of the reason why the field is not content."),
  note: optional(text, "What a reader should know."),
});

const spanContent = struct("SpanContent", "Content that spans carry.", {
  id: field(text, "Stable id of the spec entry."),
  attribute: optional(constant("attribute"), "Attribute that holds the content."),
  text: optional(
    vocabulary("SpanText", "Texts of a span.", wordsOf(captureFile.shape.span_content.element.shape.text)),
    "Text of the span that holds the content.",
  ),
  spans: field(list(constant("span")), "Kinds of spans that carry it."),
  class: field(constant("content_class"), "Content class."),
});

const layerName = vocabulary("CaptureLayerName", "Who can name a mode.", wordsOf(captureLayer));

const layer = struct("CaptureLayer", "A layer that can name a mode.", {
  ...head,
  layer: field(layerName, "The layer."),
  recordings: field(list(text), "Recordings that consult the layer."),
  loosened_by: optional(
    list(layerName),
    "Layers before this one whose mode may be looser than this layer's; the mode of any other is raised to this layer's.",
  ),
});

const failClosed = struct("FailClosedRule", "An outcome of the resolver that fails closed.", {
  ...head,
  outcome: field(
    vocabulary(
      "ResolverOutcome",
      "Outcomes of the resolver that fail closed.",
      wordsOf(captureFile.shape.fail_closed.element.shape.outcome),
    ),
    "What the resolver did.",
  ),
  mode: field(constant("capture_mode"), "Mode that applies then."),
});

const shape = struct("CaptureTables", "Content capture.", {
  modes: field(list(mode), "Capture modes."),
  sinks: field(list(sink), "Places that content can reach."),
  classes: field(list(contentClass), "Content classes with their decisions."),
  safe_reasons: field(list(safeReason), "Reasons why fields are not content."),
  fields: field(list(captureField), "Every field that could hold text."),
  span_content: field(list(spanContent), "Content that spans carry."),
  precedence: field(list(layer), "Layers in order; the first that names a mode wins."),
  fail_closed: field(list(failClosed), "Outcomes of the resolver that fail closed."),
});

export const captureSection: SectionDefinition = defineSection({
  id: "capture",
  brief: "Content capture modes, classes and what each mode does with each field.",
  inputs: ["spec/capture.yaml", "spec/attributes.yaml"],
  shape,
  build: buildCapture,
  constants: ({ capture }) => captureConstants(capture),
});

function buildCapture({ capture, attributes }: SpecModel): Infer<typeof shape> {
  const keyOf = (id: string | undefined): string | undefined =>
    id === undefined ? undefined : resolve(attributes, id, "capture attribute").key;
  const modeOf = (id: string): string => resolve(capture.modes, id, "capture mode").value;
  return {
    modes: capture.modes.map((entry) => ({
      ...headOf(entry),
      value: entry.value,
      strictness: entry.strictness,
      is_default: entry.is_default,
    })),
    sinks: capture.sinks.map(headOf),
    classes: capture.classes.map((entry) => ({ ...headOf(entry), matrix: entry.matrix })),
    safe_reasons: capture.safe_reasons.map(headOf),
    fields: capture.fields.map((entry) => ({
      id: entry.id,
      field: entry.field,
      metadata_key: keyOf(entry.metadata_key),
      class: entry.class,
      on_strip: entry.on_strip,
      safe: entry.safe,
      note: entry.note,
    })),
    span_content: capture.span_content.map((entry) => ({
      id: entry.id,
      attribute: keyOf(entry.attribute),
      text: entry.text,
      spans: entry.spans,
      class: entry.class,
    })),
    precedence: capture.precedence.map((entry) => ({
      ...headOf(entry),
      layer: entry.layer,
      recordings: entry.recordings,
      loosened_by: entry.loosened_by,
    })),
    fail_closed: capture.fail_closed.map((entry) => ({
      ...headOf(entry),
      outcome: entry.outcome,
      mode: modeOf(entry.mode),
    })),
  };
}

function captureConstants(capture: CaptureFile): readonly ConstantGroup[] {
  return [
    constantGroup({
      id: "capture_mode",
      prefix: "CAPTURE_MODE",
      className: "CaptureModes",
      brief: "Values of the capture mode option and marker.",
      entries: capture.modes,
      value: (entry) => entry.value,
    }),
    constantGroup({
      id: "content_class",
      prefix: "CONTENT_CLASS",
      className: "ContentClasses",
      brief: "Ids of content classes.",
      entries: capture.classes,
      name: (entry) => withoutStem(entry.id, "content"),
      value: (entry) => entry.id,
    }),
    constantGroup({
      id: "capture_sink",
      prefix: "CAPTURE_SINK",
      className: "CaptureSinks",
      brief: "Ids of the places that content can reach.",
      entries: capture.sinks,
      value: (entry) => entry.id,
    }),
  ];
}
