// SPDX-License-Identifier: Apache-2.0
import type { Step } from "../../codegen/schema/lifecycle.js";
import type { Capture, CapturedStep } from "./capture.js";
import { decodeData } from "./decode-data.js";
import { type Difference, diffValues } from "./diff-values.js";
import type { Lifecycle } from "./load-suites.js";
import { pairPoints } from "./pair-points.js";
import { ofInstruments, withoutOrigin } from "./points.js";
import type { Hello } from "./protocol.js";

type Observes = Hello["observes"];

/** What steps answered, as far as the case speaks of it, and that nothing is left at the end. */
export function compareSteps({ steps }: Lifecycle, capture: Capture, observes: Observes): readonly Difference[] {
  const inside = steps.flatMap((step, index) => {
    const captured = capture.steps[String(index)];
    return captured === undefined ? [] : compareStep(step, captured, `steps[${index}]`, observes, capture);
  });
  const { reports: [final] = [], raised } = capture.steps["end"] ?? {};
  return [
    ...inside,
    ...diffValues(undefined, raised, "raised by shutdown"),
    ...(observes.includes("flush_report") && isReport(final) ? diffValues(0, final.left, "left after shutdown") : []),
  ];
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
          : diffSelfMetrics(decode(step.self_metrics) as typeof step.self_metrics, captured, path)),
      ];
    case "flush":
    case "shutdown":
      return [
        ...diffValues(undefined, captured.raised, `${path}.raised`),
        ...(step.report === undefined || !observes.includes("flush_report")
          ? []
          : diffValues(
              Array.from({ length: step.callers }, () => step.report),
              captured.reports,
              `${path}.reports`,
            )),
      ];
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

function isReport(report: unknown): report is { readonly left: number } {
  return typeof report === "object" && report !== null && "left" in report;
}

type SelfMetrics = NonNullable<Extract<Step, { op: "check" }>["self_metrics"]>;

function diffSelfMetrics(
  expected: SelfMetrics,
  { self_metrics: actual = [] }: CapturedStep,
  path: string,
): readonly Difference[] {
  const paired = pairPoints(expected, withoutOrigin(ofInstruments(actual, expected)));
  return diffValues(paired.expected, paired.actual, `${path}.self_metrics`);
}
