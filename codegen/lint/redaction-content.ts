// SPDX-License-Identifier: Apache-2.0
import { placeIn } from "../resolve/context.js";
import type { LintRule } from "./rule.js";

/** A new class of content is looked at by the redactor, or somebody has decided that it is not. */
export const redactionContentRule: LintRule = {
  id: "redaction-content",
  brief: "Every class of content that is exported has one entry in redaction.yaml, with a tier.",
  needs: ["capture", "redaction"],
  check(context) {
    const { capture, redaction } = context.spec.files;
    const exported = capture.classes.filter((entry) => entry.matrix["export"] !== undefined).map((entry) => entry.id);
    redaction.content.forEach((entry, index) => {
      const place = placeIn("redaction", "content", index);
      if (!exported.includes(entry.class))
        context.reportUnknown(placeIn("redaction", "content", index, "class"), "exported class", entry.class, exported);
      if ((entry.tier === undefined) === (entry.by_role === undefined))
        context.report(place, "redaction-content", `${entry.id} needs a tier, or one by role`, "give one of the two");
    });
    for (const name of exported) {
      const count = redaction.content.filter((entry) => entry.class === name).length;
      if (count === 1) continue;
      const problem = count === 0 ? "nobody decided how the redactor looks at" : "there are several entries for";
      const fix = count === 0 ? `add { class: ${name}, tier: light }` : "keep one";
      context.report(placeIn("redaction", "content"), "redaction-content", `${problem} ${name}`, fix);
    }
  },
};
