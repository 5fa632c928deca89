// SPDX-License-Identifier: Apache-2.0
import type { Emitter, ResolvedSpan, ResolvedSpanAttribute, SpecModel } from "../../model.js";
import { anchor, bullets, code, codes, heading, link, prose, table } from "./markdown.js";
import { type Page, pageEmitter } from "./page.js";
import { describeForm, describeSource } from "./source.js";

export const spansPage: Page = {
  name: "spans",
  title: "Spans",
  summary: "The spans that recordings become, through the application's own OpenTelemetry setup.",
  inputs: () => ["spec/spans.yaml", "spec/attributes.yaml", "spec/capture.yaml", "spec/models.yaml", "spec/sdk.yaml"],
  blocks: (model) => [
    "_When_ judges the source: `always`; `present` (0, false and an empty text count); `non_blank` (not only white " +
      "space); `non_zero`; `non_empty` (text or list). _Phase_ says when the attribute is written: at `start`, where " +
      "samplers see it, at the `end`, or at `both`, the end winning. _Capture_ names the content class that decides " +
      "whether the attribute is written at all; an attribute without a class is kept in every mode.",
    ...model.spans.flatMap((span) => describeSpan(model, span)),
    heading(2, "Computed values", "computed"),
    table(
      ["Value", "Type", "Description"],
      model.computed.map(({ id, type, brief, note }) => [
        `${anchor(`computed-${id}`)}${code(id)}`,
        code(type),
        prose(brief, note),
      ]),
    ),
  ],
};

/** Name, kind and attributes of every span. */
export const referenceSpansEmitter: Emitter = pageEmitter(spansPage);

function describeSpan(model: SpecModel, span: ResolvedSpan): string[] {
  return [
    heading(2, code(span.id), `span-${span.id}`),
    prose(span.brief, span.note),
    bullets([
      `Name: ${code(spanName(span))}${span.name_fallback === undefined ? "" : `, or ${code(span.name_fallback)} when all of it is blank`}; for example ${codes(span.examples)}`,
      `Kind: ${code(span.kind.toUpperCase())}`,
      ...(span.record === undefined ? [] : [`Record: ${link(code(span.record), "models.md", `type-${span.record}`)}`]),
      `Written by: ${span.emitted_by === "core" ? "the client" : "framework handlers"}`,
      ...statusTexts(model, span),
    ]),
    table(
      ["Attribute", "When", "Phase", "Source", "Form", "Capture"],
      span.attributes.map((attribute) => attributeRow(span, attribute)),
    ),
  ];
}

function attributeRow(
  span: ResolvedSpan,
  { attribute, source, when, phase, form, captureClass }: ResolvedSpanAttribute,
): string[] {
  return [
    link(code(attribute.key), "attributes.md", attribute.id),
    code(when),
    code(phase),
    describeSource(source, span.record),
    describeForm(form),
    captureClass === undefined ? "" : link(code(captureClass), "capture.md", `class-${captureClass}`),
  ];
}

/** `{operation_name} {model.name}`: the parts of the name, joined by a space. */
function spanName(span: ResolvedSpan): string {
  return span.name
    .map((source) => {
      if (source.kind === "value") return source.value;
      return source.kind === "field"
        ? `{${source.path}}`
        : source.kind === "computed"
          ? `{${source.name}}`
          : `{${source.kind}}`;
    })
    .join(" ");
}

const TEXTS = {
  status_message: "Status message",
  exception_event: "Exception event of an error from outside",
  local_error_event: "Exception event of an error of the SDK",
} as const;

function statusTexts(model: SpecModel, span: ResolvedSpan): string[] {
  return model.capture.span_content.flatMap(({ text, spans, class: contentClass }) =>
    text === undefined || !spans.includes(span.id)
      ? []
      : [`${TEXTS[text]}: content class ${link(code(contentClass), "capture.md", `class-${contentClass}`)}`],
  );
}
