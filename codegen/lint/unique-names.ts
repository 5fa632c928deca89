// SPDX-License-Identifier: Apache-2.0
import { type Place, placeIn } from "../resolve/context.js";
import type { LintContext, LintRule } from "./rule.js";

/** What ends up in code or on the wire under one name has one meaning. */
export const uniqueNamesRule: LintRule = {
  id: "unique-names",
  brief: "Attribute keys, generated constants, metric names and orders of rules are unique.",
  check(context) {
    const { attributes, metrics, validation, errors } = context.spec.files;
    const at = (index: number): Place => placeIn("attributes", "attributes", index, "key");
    unique(
      context,
      attributes.attributes.map((entry) => entry.key),
      at,
      "key",
    );
    const constants = attributes.attributes.map(
      (entry) => context.model.attributes.find((found) => found.id === entry.id)?.constant ?? entry.id,
    );
    unique(context, constants, (index) => placeIn("attributes", "attributes", index, "id"), "constant");
    unique(
      context,
      metrics.metrics.map((metric) => metric.name),
      (index) => placeIn("metrics", "metrics", index, "name"),
      "metric name",
    );
    const orders = validation.rules.map((rule) => `${rule.subject} ${rule.order}`);
    unique(context, orders, (index) => placeIn("validation", "rules", index, "order"), "order");
    const steps = errors.classification.map((step) => String(step.order));
    unique(context, steps, (index) => placeIn("errors", "classification", index, "order"), "order");
  },
};

function unique(context: LintContext, names: readonly string[], place: (index: number) => Place, what: string): void {
  names.forEach((name, index) => {
    if (names.indexOf(name) === index) return;
    context.report(place(index), "unique-names", `the ${what} "${name}" is taken`, "choose another");
  });
}
