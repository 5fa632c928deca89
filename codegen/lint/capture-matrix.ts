// SPDX-License-Identifier: Apache-2.0
import { placeIn } from "../resolve/context.js";
import type { LintContext, LintRule } from "./rule.js";

/** A class says for each of its sinks what every mode does. */
export const captureMatrixRule: LintRule = {
  id: "capture-matrix",
  brief: "The capture matrix is complete: every sink of a class has a decision for every mode.",
  check(context) {
    const { capture } = context.model;
    const modes = capture.modes.filter((mode) => mode.strictness !== undefined).map((mode) => mode.id);
    capture.classes.forEach((entry, index) => {
      if (Object.keys(entry.matrix).length === 0) {
        context.report(
          placeIn("capture", "classes", index, "matrix"),
          "capture-matrix",
          `class ${entry.id} reaches no sink`,
          "name its sinks",
        );
      }
      for (const [sink, row] of Object.entries(entry.matrix)) {
        const place = placeIn("capture", "classes", index, "matrix", sink);
        for (const mode of modes.filter((candidate) => !(candidate in row))) {
          context.report(
            place,
            "capture-matrix",
            `class ${entry.id} has no decision for sink ${sink} in mode ${mode}`,
            `add \`${mode}: keep\` or \`${mode}: strip\``,
          );
        }
      }
    });
    checkMonotone(context);
  },
};

/** A stricter mode never shows more than a looser one. */
function checkMonotone(context: LintContext): void {
  const modes = context.model.capture.modes.flatMap(({ id, strictness }) =>
    strictness === undefined ? [] : [{ id, strictness }],
  );
  modes.sort((a, b) => a.strictness - b.strictness);
  context.model.capture.classes.forEach((entry, index) => {
    for (const [sink, row] of Object.entries(entry.matrix)) {
      const decisions = modes.map((mode) => ({ mode: mode.id, decision: row[mode.id] }));
      const firstStrip = decisions.findIndex(({ decision }) => decision === "strip");
      const reopened = decisions.find(
        ({ decision }, at) => firstStrip >= 0 && at > firstStrip && decision !== undefined && decision !== "strip",
      );
      if (reopened === undefined) continue;
      const message = `class ${entry.id} is stripped from ${sink} in ${decisions[firstStrip]?.mode}, but not in the stricter ${reopened.mode}`;
      context.report(
        placeIn("capture", "classes", index, "matrix", sink, reopened.mode),
        "capture-matrix",
        message,
        "write strip",
      );
    }
  });
}
