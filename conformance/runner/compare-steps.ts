// SPDX-License-Identifier: Apache-2.0
import type { Step } from "../../codegen/schema/lifecycle.js";
import type { Capture, CapturedStep } from "./capture.js";
import { decodeData } from "./decode-data.js";
import { type Difference, diffValues } from "./diff-values.js";
import type { Lifecycle } from "./load-suites.js";
import { ofInstruments, sortPoints, withoutOrigin } from "./points.js";
import type { Hello } from "./protocol.js";

type Observes = Hello["observes"];

/** What steps answered, as far as the case speaks of it, and that nothing is left at the end. */
export function compareSteps({ steps }: Lifecycle, capture: Capture, observes: Observes): readonly Difference[] {
  const inside = steps.flatMap((step, index) => {
    const captured = capture.steps[String(index)];
    return captured === undefined ? [] : compareStep(step, captured, `steps[${index}]`, observes, capture);
  });
  const [final] = capture.steps["end"]?.reports ?? [];
  if (!observes.includes("flush_report") || final === undefined) return inside;
  const { left } = final as { readonly left: number };
  return [...inside, ...diffValues(0, left, "left after shutdown")];
}

function compareStep(
  step: Step,
  captured: CapturedStep,
  path: string,
  observes: Observes,
  { refs }: Capture,
): readonly Difference[] {
  const decode = (data: unknown): unknown => decodeData(data, { form: "json", resolve: (name) => refs[name] });
  switch (step.op) {
    case "wait_for": {
      const { requests = 0 } = captured;
      return requests >= step.requests ? [] : diffValues(step.requests, requests, `${path}.requests`);
    }
    case "check":
      return [
        ...(step.requests === undefined ? [] : diffValues(step.requests, captured.requests, `${path}.requests`)),
        ...diffValues(step.errors ?? {}, captured.errors ?? {}, `${path}.errors`),
        ...(step.self_metrics === undefined || !observes.includes("self_metrics")
          ? []
          : diffValues(
              sortPoints(decode(step.self_metrics) as typeof step.self_metrics),
              sortPoints(withoutOrigin(ofInstruments(captured.self_metrics ?? [], step.self_metrics))),
              `${path}.self_metrics`,
            )),
      ];
    case "flush":
    case "shutdown":
      if (step.report === undefined || !observes.includes("flush_report")) return [];
      return diffValues(
        Array.from({ length: step.callers }, () => step.report),
        captured.reports,
        `${path}.reports`,
      );
    case "submit_rating": {
      const { message, ...error } = captured.error ?? { code: "" };
      const isTextKnown = step.error?.message !== undefined;
      const actual = captured.error && (isTextKnown ? { ...error, message } : error);
      return [
        ...diffValues(step.error, actual, `${path}.error`),
        ...(step.result === undefined ? [] : diffValues(decode(step.result), captured.result, `${path}.result`)),
      ];
    }
    case "call_generation":
    case "call_streaming_generation":
    case "call_tool_execution":
    case "call_embedding": {
      const outcome = step.throws === undefined ? "returned" : "threw";
      return diffValues({ outcome, same: true }, { outcome: captured.outcome, same: captured.same }, path);
    }
    default:
      return [];
  }
}
