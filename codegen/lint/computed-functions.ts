// SPDX-License-Identifier: Apache-2.0
import { placeIn } from "../resolve/context.js";
import type { LintRule } from "./rule.js";

const LIMIT = 10;

/** Handwritten functions are the exception; many of them mean that the vocabulary is wrong. */
export const computedFunctionsRule: LintRule = {
  id: "computed-function",
  brief: `At most ${LIMIT} handwritten functions, and each is used.`,
  needs: ["spans", "metrics"],
  check(context) {
    const { spans, metrics } = context.spec.files;
    if (spans.computed.length > LIMIT) {
      const message = `${spans.computed.length} handwritten functions, at most ${LIMIT} are meant`;
      context.report(
        placeIn("spans", "computed", LIMIT),
        "computed-function",
        message,
        "extend the vocabulary of `when`, `form` or `source` instead",
      );
    }
    const used = new Set([
      ...spans.spans.flatMap((span) => [...span.name, ...span.attributes.map((entry) => entry.source)]),
      ...metrics.metrics.flatMap((metric) =>
        metric.recorded_for.flatMap((point) => [
          point.when,
          point.value,
          ...point.attributes.map((entry) => entry.source),
        ]),
      ),
    ]);
    spans.computed.forEach((entry, index) => {
      if (used.has(`computed:${entry.id}`)) return;
      context.report(
        placeIn("spans", "computed", index, "id"),
        "computed-function",
        `nothing uses computed:${entry.id}`,
        "remove it",
      );
    });
  },
};
