// SPDX-License-Identifier: Apache-2.0
import { placeIn } from "../resolve/context.js";
import type { LintRule } from "./rule.js";

/** The modes form one scale with one default. */
export const captureModesRule: LintRule = {
  id: "capture-modes",
  brief: "Exactly one capture mode is the default, and no two have the same strictness.",
  needs: ["capture"],
  check(context) {
    const { modes } = context.model.capture;
    const defaults = modes.filter((mode) => mode.is_default);
    if (defaults.length !== 1) {
      const names = defaults.map((mode) => mode.id).join(", ") || "none";
      context.report(
        placeIn("capture", "modes"),
        "capture-modes",
        `one mode must be the default, found ${names}`,
        "set `is_default: true` on one mode",
      );
    }
    const levels = modes.map((mode) => mode.strictness);
    modes.forEach((mode, index) => {
      if (mode.strictness === undefined || levels.indexOf(mode.strictness) === index) return;
      const place = placeIn("capture", "modes", index, "strictness");
      context.report(
        place,
        "capture-modes",
        `strictness ${mode.strictness} is taken`,
        "give every mode a strictness of its own",
      );
    });
  },
};
