// SPDX-License-Identifier: Apache-2.0
import { type Place, placeIn, within } from "../resolve/context.js";
import type { LintContext, LintRule } from "./rule.js";

type Placement = LintContext["model"]["attributes"][number]["on"][number];

interface Use {
  readonly id: string;
  readonly placement: Placement;
  readonly place: Place;
}

/** An attribute appears only where its declaration says. */
export const attributePlacementRule: LintRule = {
  id: "attribute-placement",
  brief: "Attributes are used on spans, metrics, tags and metadata only when their `on` names the place.",
  needs: ["spans"],
  check(context) {
    const uses = [
      ...spanUses(context),
      ...metricUses(context),
      ...frameworkUses(context),
      ...metadataUses(context),
      ...providerUses(context),
    ];
    for (const { id, placement, place } of uses) {
      const attribute = context.model.attributes.find((candidate) => candidate.id === id);
      if (attribute === undefined || attribute.on.includes(placement)) continue;
      const message = `${id} is declared for ${attribute.on.join(", ")}, not for ${placement}`;
      context.report(place, "attribute-placement", message, `add ${placement} to its \`on\`, or use another attribute`);
    }
    checkCopies(context);
  },
};

function spanUses({ spec }: LintContext): readonly Use[] {
  return spec.files.spans.spans.flatMap((span, index) =>
    span.attributes.flatMap(({ ref, source }, at): readonly Use[] => {
      const place = placeIn("spans", "spans", index, "attributes", at, "ref");
      const use: Use = { id: ref, placement: "span", place };
      return source === "metadata" ? [use, { id: ref, placement: "metadata", place }] : [use];
    }),
  );
}

function metricUses({ spec }: LintContext): readonly Use[] {
  return spec.files.metrics.metrics.flatMap((metric, index) =>
    metric.recorded_for.flatMap((point, position) =>
      point.attributes.map(({ ref }, at): Use => {
        const place = placeIn("metrics", "metrics", index, "recorded_for", position, "attributes", at, "ref");
        return { id: ref, placement: "metric", place };
      }),
    ),
  );
}

function frameworkUses({ spec }: LintContext): readonly Use[] {
  const { tags, metadata_keys } = spec.files.frameworks;
  return [
    ...tags.map(
      ({ ref }, index): Use => ({ id: ref, placement: "tag", place: placeIn("frameworks", "tags", index, "ref") }),
    ),
    ...metadata_keys.map(({ ref }, index): Use => {
      return { id: ref, placement: "metadata", place: placeIn("frameworks", "metadata_keys", index, "ref") };
    }),
  ];
}

function metadataUses({ spec }: LintContext): readonly Use[] {
  const captured = spec.files.capture.fields.flatMap(({ metadata_key: id }, index): readonly Use[] =>
    id === undefined ? [] : [{ id, placement: "metadata", place: placeIn("capture", "fields", index, "metadata_key") }],
  );
  const local = spec.files.models.types.flatMap((type, index) =>
    type.fields.flatMap(({ metadata: id }, at): readonly Use[] =>
      id === undefined
        ? []
        : [{ id, placement: "metadata", place: placeIn("models", "types", index, "fields", at, "metadata") }],
    ),
  );
  return [...captured, ...local];
}

function providerUses({ spec }: LintContext): readonly Use[] {
  return spec.files.providers.apis.flatMap(({ metadata }, index) =>
    metadata.map(({ ref }, at): Use => {
      const place = placeIn("providers", "apis", index, "metadata", at, "ref");
      return { id: ref, placement: "metadata", place };
    }),
  );
}

/** `copied_to_span` repeats what spans.yaml says; the two must agree. */
function checkCopies(context: LintContext): void {
  const { frameworks, spans } = context.spec.files;
  const copied = new Set(
    spans.spans.flatMap((span) =>
      span.attributes.filter((entry) => entry.source === "metadata").map((entry) => entry.ref),
    ),
  );
  frameworks.metadata_keys.forEach((key, index) => {
    const isCopied = copied.has(key.ref);
    if (isCopied === key.copied_to_span) return;
    const place = within(placeIn("frameworks", "metadata_keys", index), "copied_to_span");
    const message = `${isCopied ? "a" : "no"} span copies ${key.ref} from metadata`;
    context.report(place, "attribute-placement", message, `write ${isCopied}, or change spans.yaml`);
  });
}
