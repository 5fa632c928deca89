// SPDX-License-Identifier: Apache-2.0
import type { ResolvedAttribute, ResolvedSpan, ResolvedSpanAttribute } from "../model.js";
import type { SpanEntry } from "../schema/spans.js";
import { type Place, placeIn, type ResolveContext, within } from "./context.js";
import { resolveSource, type SourceScope } from "./sources.js";

/** Spans with their sources walked and the capture class of every attribute looked up. */
export function resolveSpans(
  context: ResolveContext,
  scope: SourceScope,
  attributes: ReadonlyMap<string, ResolvedAttribute>,
): readonly ResolvedSpan[] {
  return context.spec.files.spans.spans.map((span, index) => {
    const place = placeIn("spans", "spans", index);
    const record = span.record === undefined ? undefined : scope.types.get(span.record);
    if (span.record !== undefined && record === undefined) {
      context.reportUnknown(within(place, "record"), "type", span.record, scope.types.keys());
    }
    // Without its record a span's field paths cannot be judged: one finding is enough.
    const isUnknown = span.record !== undefined && record === undefined;
    const source = (text: string, at: Place): ResolvedSpanAttribute["source"] | undefined =>
      isUnknown ? undefined : resolveSource(context, scope, record, text, at);
    return {
      ...span,
      name: span.name.flatMap((text, part) => source(text, within(place, "name", part)) ?? []),
      attributes: span.attributes.flatMap((entry, position) => {
        const at = within(place, "attributes", position);
        const attribute = attributes.get(entry.ref);
        if (attribute === undefined)
          context.reportUnknown(within(at, "ref"), "attribute", entry.ref, attributes.keys());
        const resolved = source(entry.source, within(at, "source"));
        if (attribute === undefined || resolved === undefined) return [];
        const captureClass = captureClassOf(context, span, entry.ref);
        return [
          {
            attribute,
            source: resolved,
            when: entry.when,
            phase: entry.phase,
            form: entry.form,
            ...(captureClass === undefined ? {} : { captureClass }),
          },
        ];
      }),
    };
  });
}

/** capture.yaml says which attributes carry content, span by span. */
function captureClassOf(context: ResolveContext, span: SpanEntry, attribute: string): string | undefined {
  return context.spec.files.capture.span_content.find(
    (rule) => rule.attribute === attribute && rule.spans.includes(span.id),
  )?.class;
}
