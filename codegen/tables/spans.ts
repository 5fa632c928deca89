// SPDX-License-Identifier: Apache-2.0
import type { ResolvedSpan } from "../model.js";
import { spansFile } from "../schema/spans.js";
import { attributeType, form, head, headOf, source, toValueSource, when } from "./common.js";
import { constantGroup, defineSection, type SectionDefinition } from "./section.js";
import { constant, field, type Infer, list, optional, struct, text, vocabulary } from "./shape.js";
import { wordsOf } from "./words-of.js";

const spanEntry = spansFile.shape.spans.element.shape;

const spanAttribute = struct("SpanAttribute", "An attribute of a span.", {
  attribute: field(text, "Id of the attribute."),
  key: field(constant("attribute"), "The name on the wire."),
  source: field(source, "Where the value comes from."),
  when: field(when, "When the attribute is written."),
  phase: field(
    vocabulary(
      "SpanPhase",
      "When in a span's life an attribute is written.",
      wordsOf(spanEntry.attributes.element.shape.phase),
    ),
    "Whether it is written when the span starts, when it ends, or both.",
  ),
  form: field(form, "How the value is turned into an attribute value."),
  capture_class: optional(
    constant("content_class"),
    "Content class on this span; unset when every mode keeps the attribute.",
  ),
});

const span = struct("Span", "A kind of span.", {
  ...head,
  kind: field(vocabulary("SpanKind", "OpenTelemetry span kinds.", wordsOf(spanEntry.kind)), "OpenTelemetry span kind."),
  record: optional(text, "Type that field paths refer to; unset for spans of adapters."),
  name: field(list(source), "Parts of the span name, joined by a space; blank parts are left out."),
  name_fallback: optional(text, "Name when all parts are blank."),
  emitted_by: field(
    vocabulary("SpanEmitter", "Who creates a span.", wordsOf(spanEntry.emitted_by)),
    "Who creates the span.",
  ),
  attributes: field(list(spanAttribute), "Attributes in the order in which they are written."),
});
type Span = Infer<typeof span>;

const computedValue = struct("ComputedValue", "A value that a handwritten function gives.", {
  ...head,
  type: field(attributeType, "Type of the value."),
});

const shape = struct("SpanTables", "Spans and what they carry.", {
  kinds: field(list(span), "Every kind of span."),
  computed: field(list(computedValue), "Functions that sources of the kind `computed` name."),
});

export const spansSection: SectionDefinition = defineSection({
  id: "spans",
  brief: "Span names, kinds and attributes.",
  inputs: ["spec/spans.yaml", "spec/attributes.yaml", "spec/capture.yaml"],
  shape,
  build: (model) => ({
    kinds: model.spans.map(toSpan),
    computed: model.computed.map((entry) => ({ ...headOf(entry), type: entry.type })),
  }),
  constants: (model) => [
    constantGroup({
      id: "span",
      prefix: "SPAN_ID",
      className: "SpanIds",
      brief: "Ids of the kinds of spans.",
      entries: model.spans,
      value: (entry) => entry.id,
    }),
  ],
});

function toSpan(entry: ResolvedSpan): Span {
  return {
    ...headOf(entry),
    kind: entry.kind,
    record: entry.record,
    name: entry.name.map(toValueSource),
    name_fallback: entry.name_fallback,
    emitted_by: entry.emitted_by,
    attributes: entry.attributes.map((item) => ({
      attribute: item.attribute.id,
      key: item.attribute.key,
      source: toValueSource(item.source),
      when: item.when,
      phase: item.phase,
      form: item.form,
      capture_class: item.captureClass,
    })),
  };
}
