// SPDX-License-Identifier: Apache-2.0
import type { ResolvedSpan, ResolvedSpanAttribute } from "../model.js";
import { placeIn } from "../resolve/context.js";
import type { LintContext, LintRule } from "./rule.js";

/** Content reaches a span only through a row of `span_content`. */
export const spanContentRule: LintRule = {
  id: "span-content",
  brief: "Every span attribute and error text that carries content has the class that its source has.",
  needs: ["capture", "spans", "attributes"],
  check(context) {
    context.model.spans.forEach((span) => {
      for (const entry of span.attributes) checkAttribute(context, span, entry);
      checkTexts(context, span);
    });
  },
};

function checkAttribute(context: LintContext, span: ResolvedSpan, entry: ResolvedSpanAttribute): void {
  const { attribute, captureClass } = entry;
  const wanted = sourceClass(context, entry);
  const spanIndex = context.spec.files.spans.spans.findIndex((candidate) => candidate.id === span.id);
  const index = context.spec.files.spans.spans[spanIndex]?.attributes.findIndex((row) => row.ref === attribute.id) ?? 0;
  const place = placeIn("spans", "spans", spanIndex, "attributes", index);
  if (wanted === captureClass || (wanted === undefined && captureClass !== undefined)) return;
  if (wanted === "unknown") {
    if (captureClass !== undefined) return;
    const message = `${attribute.id} of span ${span.id} is free text from a function, and no capture class guards it`;
    context.report(
      place,
      "span-content",
      message,
      "add it to capture.yaml `span_content`, or list the attribute's `values`",
    );
    return;
  }
  const message = `${attribute.id} of span ${span.id} carries ${wanted}, but capture.yaml says ${captureClass ?? "nothing"}`;
  context.report(
    place,
    "span-content",
    message,
    `add { attribute: ${attribute.id}, spans: [${span.id}], class: ${wanted} } to \`span_content\``,
  );
}

/** Class of what the attribute shows; `unknown` for free text that no field rule covers. */
function sourceClass(context: LintContext, { attribute, source }: ResolvedSpanAttribute): string | undefined {
  const { fields } = context.model.capture;
  const isText = attribute.type === "string" || attribute.type === "string[]";
  switch (source.kind) {
    case "field": {
      const paths = source.fields.map((field) => field.path);
      return fields.find((rule) => rule.metadata_key === undefined && paths.includes(rule.field))?.class;
    }
    case "metadata":
      return fields.find((rule) => rule.metadata_key === attribute.id)?.class;
    case "computed":
      return isText && attribute.values === undefined ? "unknown" : undefined;
    default:
      return undefined;
  }
}

function checkTexts(context: LintContext, span: ResolvedSpan): void {
  const { span_content } = context.model.capture;
  for (const text of ["status_message", "exception_event"] as const) {
    if (span_content.some((rule) => rule.text === text && rule.spans.includes(span.id))) continue;
    const message = `nobody decided what may happen to the ${text} of span ${span.id}`;
    context.report(
      placeIn("capture", "span_content"),
      "span-content",
      message,
      `add ${span.id} to the row with \`text: ${text}\``,
    );
  }
}
