// SPDX-License-Identifier: Apache-2.0
import { placeIn } from "../resolve/context.js";
import type { LintRule } from "./rule.js";

/** An id as a metric attribute makes one time series per id. */
export const metricCardinalityRule: LintRule = {
  id: "metric-cardinality",
  brief: "Metrics carry only attributes of low cardinality.",
  check(context) {
    context.spec.files.metrics.metrics.forEach((metric, index) => {
      metric.recorded_for.forEach((point, position) => {
        point.attributes.forEach(({ ref }, at) => {
          const attribute = context.model.attributes.find((candidate) => candidate.id === ref);
          if (attribute === undefined || attribute.cardinality === "low") return;
          const place = placeIn("metrics", "metrics", index, "recorded_for", position, "attributes", at, "ref");
          context.report(
            place,
            "metric-cardinality",
            `${ref} has high cardinality`,
            "leave it to spans, or declare it low when its values are few",
          );
        });
      });
    });
  },
};
