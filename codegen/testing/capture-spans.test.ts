// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import * as capture from "../../generated/ts/capture.js";
import { CONTENT_FIELDS } from "../../generated/ts/content-fields.js";
import { loadModel } from "../load-model.js";
import { camelCase, pascalCase } from "../naming.js";
import { toFriendlyRecord } from "./scenario-record.js";

type Predicate = (mode: capture.ConcreteCaptureMode, flag: boolean) => boolean;

const model = await loadModel();
const cases = model.scenarios
  .flatMap((suite) => suite.scenarios)
  .filter((scenario) => scenario.kind === "strip")
  .filter((scenario) => scenario.sink === "span" && scenario.type !== "SpanTexts");

/** The generated predicate of a content class; classes that no span ever carries have none. */
function predicateOf(captureClass: string): Predicate | undefined {
  return Reflect.get(capture, `keeps${pascalCase(captureClass.replace("content.", ""))}`) as Predicate | undefined;
}

describe.each(cases.map((scenario) => [scenario.id, scenario] as const))("%s", (_, scenario) => {
  it("is what the predicates of the content classes decide", () => {
    const record = toFriendlyRecord(model, scenario.type, scenario.record) as Record<string, unknown>;
    for (const entry of model.capture.fields.filter((candidate) => candidate.safe === "not_emitted")) {
      const [type, name = ""] = entry.field.split(".");
      if (type === scenario.type) delete record[camelCase(name)];
    }
    const flag = scenario.flags?.include_content ?? scenario.flags?.capture_input ?? false;
    for (const field of CONTENT_FIELDS.filter((candidate) => candidate.record === scenario.type)) {
      const keeps = predicateOf(field.captureClass);
      if (keeps?.(scenario.mode as capture.ConcreteCaptureMode, flag) !== true)
        delete record[field.path.replace("[]", "")];
    }
    expect(record).toEqual(toFriendlyRecord(model, scenario.type, scenario.expect));
  });
});

describe("the modes", () => {
  it("are ordered by strictness", () => {
    const strictness = capture.CONCRETE_CAPTURE_MODES.map((mode) => capture.CAPTURE_MODE_STRICTNESS[mode]);
    expect(capture.CONCRETE_CAPTURE_MODES).toEqual([
      "full",
      "no_tool_content",
      "full_with_metadata_spans",
      "metadata_only",
    ]);
    expect(strictness).toEqual(strictness.toSorted((a, b) => a - b));
    expect(capture.DEFAULT_CAPTURE_MODE).toBe("no_tool_content");
  });

  it("are as strict as can be when the resolver fails", () => {
    expect(capture.FAIL_CLOSED_MODES).toEqual({
      throws: "metadata_only",
      promise: "metadata_only",
      not_a_mode: "metadata_only",
    });
  });
});
