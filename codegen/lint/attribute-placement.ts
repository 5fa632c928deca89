// SPDX-License-Identifier: Apache-2.0
import { placeIn, type Place } from "../resolve/context.js";
import type { LintContext, LintRule } from "./rule.js";

type Placement = LintContext["model"]["attributes"][number]["on"][number];

/** An attribute appears only where its declaration says. */
export const attributePlacementRule: LintRule = {
  id: "attribute-placement",
  brief: "Attributes are used on spans, metrics, tags and metadata only when their `on` names the place.",
  check(context) {
    const { spans, metrics, frameworks, capture } = context.spec.files;
    spans.spans.forEach((span, index) => {
      span.attributes.forEach((entry, at) => {
        const place = placeIn("spans", "spans", index, "attributes", at, "ref");
        checkPlacement(context, entry.ref, "span", place);
        if (entry.source === "metadata") checkPlacement(context, entry.ref, "metadata", place);
      });
    });
    metrics.metrics.forEach((metric, index) => {
      metric.recorded_for.forEach((point, position) => {
        point.attributes.forEach((entry, at) => {
          checkPlacement(context, entry.ref, "metric", placeIn("metrics", "metrics", index, "recorded_for", position, "attributes", at, "ref"));
        });
      });
    });
    frameworks.tags.forEach((tag, index) => checkPlacement(context, tag.ref, "tag", placeIn("frameworks", "tags", index, "ref")));
    frameworks.metadata_keys.forEach((key, index) => {
      const place = placeIn("frameworks", "metadata_keys", index);
      checkPlacement(context, key.ref, "metadata", { ...place, path: [...place.path, "ref"] });
      checkCopied(context, key, { ...place, path: [...place.path, "copied_to_span"] });
    });
    capture.fields.forEach((rule, index) => {
      if (rule.metadata_key !== undefined) checkPlacement(context, rule.metadata_key, "metadata", placeIn("capture", "fields", index, "metadata_key"));
    });
    checkModels(context);
  },
};

function checkModels(context: LintContext): void {
  context.spec.files.models.types.forEach((type, index) => {
    type.fields.forEach((field, at) => {
      if (field.metadata !== undefined) checkPlacement(context, field.metadata, "metadata", placeIn("models", "types", index, "fields", at, "metadata"));
    });
  });
}

function checkPlacement(context: LintContext, id: string, placement: Placement, place: Place): void {
  const attribute = context.model.attributes.find((candidate) => candidate.id === id);
  if (attribute === undefined || attribute.on.includes(placement)) return;
  context.report(place, "attribute-placement", `${id} is declared for ${attribute.on.join(", ")}, not for ${placement}`, `add ${placement} to its \`on\`, or use another attribute`);
}

/** `copied_to_span` repeats what spans.yaml says; the two must agree. */
function checkCopied(context: LintContext, key: { readonly ref: string; readonly copied_to_span: boolean }, place: Place): void {
  const isCopied = context.spec.files.spans.spans.some((span) => span.attributes.some((entry) => entry.ref === key.ref && entry.source === "metadata"));
  if (isCopied === key.copied_to_span) return;
  const message = isCopied ? `a span copies ${key.ref} from metadata` : `no span copies ${key.ref} from metadata`;
  context.report(place, "attribute-placement", message, `write ${isCopied}, or change spans.yaml`);
}
