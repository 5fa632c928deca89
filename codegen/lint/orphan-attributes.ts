// SPDX-License-Identifier: Apache-2.0
import { placeIn } from "../resolve/context.js";
import type { LintContext, LintRule } from "./rule.js";

type Placement = LintContext["model"]["attributes"][number]["on"][number];

/** What is declared is used where it says. Metadata keys may be written by adapters alone, so they need no further use. */
export const orphanAttributesRule: LintRule = {
  id: "orphan-attribute",
  brief: "Every attribute is used by a span, a metric or a tag, as its `on` says.",
  needs: ["spans", "metrics", "frameworks"],
  check(context) {
    const { spans, metrics, frameworks } = context.spec.files;
    const users: Readonly<Record<Exclude<Placement, "metadata">, ReadonlySet<string>>> = {
      span: new Set(spans.spans.flatMap((span) => span.attributes.map((entry) => entry.ref))),
      metric: new Set(
        metrics.metrics.flatMap((metric) =>
          metric.recorded_for.flatMap((point) => point.attributes.map((entry) => entry.ref)),
        ),
      ),
      tag: new Set(frameworks.tags.map((tag) => tag.ref)),
    };
    context.spec.files.attributes.attributes.forEach((attribute, index) => {
      attribute.on.forEach((placement, position) => {
        if (placement === "metadata" || users[placement].has(attribute.id)) return;
        // A pattern such as `tag.<key>` is filled in by users.
        if (attribute.key.endsWith(".<key>")) return;
        const place = placeIn("attributes", "attributes", index, "on", position);
        context.report(
          place,
          "orphan-attribute",
          `no ${placement} uses ${attribute.id}`,
          `use it, or remove "${placement}" or the attribute`,
        );
      });
    });
  },
};
