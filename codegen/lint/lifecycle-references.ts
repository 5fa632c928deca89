// SPDX-License-Identifier: Apache-2.0
import type { Place } from "../resolve/context.js";
import type { Scenario } from "../schema/scenarios.js";
import type { LintContext, LintRule } from "./rule.js";

type Lifecycle = Extract<Scenario, { kind: "lifecycle" }>;
type At = (...path: readonly PropertyKey[]) => Place;

/** A whole run that names what is not there would fail in each language anew. */
export const lifecycleReferencesRule: LintRule = {
  id: "lifecycle-references",
  brief: "Recordings, options, error codes, drop reasons and instruments that whole runs name exist.",
  needs: ["scenarios"],
  check(context) {
    context.spec.scenarios.forEach(({ file, value }) => {
      value.scenarios.forEach((scenario, index) => {
        if (scenario.kind !== "lifecycle") return;
        const at: At = (...path) => ({ file, path: ["scenarios", index, ...path] });
        checkOptions(context, scenario, at);
        checkSteps(context, scenario, at);
        checkExpected(context, scenario, at);
      });
    });
  },
};

/** Members of the export options that the schema itself names have defaults in every case. */
const DEFAULTED = ["batch_size", "flush_interval_ms", "max_retries", "initial_backoff_ms", "max_backoff_ms"];

function checkOptions({ model, reportUnknown }: LintContext, { config }: Lifecycle, at: At): void {
  const options = model.config.options.map((option) => option.id);
  const { generation_export: exportOptions, ...others } = config;
  for (const name of Object.keys(others)) {
    if (!options.includes(name)) reportUnknown(at("config", name), "option", name, options);
  }
  for (const name of Object.keys(exportOptions)) {
    const id = `generation_export.${name}`;
    if (!DEFAULTED.includes(name) && !options.includes(id)) {
      reportUnknown(at("config", "generation_export", name), "option", id, options);
    }
  }
}

function checkSteps(context: LintContext, { steps }: Lifecycle, at: At): void {
  const started = new Set<string>();
  const codes = errorCodes(context);
  const check = (what: string, name: string | null | undefined, known: Iterable<string>, ...path: PropertyKey[]) => {
    if (name == null || [...known].includes(name)) return;
    context.reportUnknown(at("steps", ...path), what, name, known);
  };
  let depth = 0;
  steps.forEach((step, index) => {
    if ("inside" in step) check("recording", step.inside, started, index, "inside");
    if ("as" in step) started.add(step.as);
    if ("on" in step) check("recording", step.on, started, index, "on");
    if ("report" in step) check("error code", step.report?.error, codes, index, "report", "error");
    if (step.op === "enter_context") depth += 1;
    if (step.op === "leave_context") depth -= 1;
    if (depth < 0) context.report(at("steps", index), "lifecycle-references", "no scope is open", "enter one first");
  });
  if (depth > 0) context.report(at("steps"), "lifecycle-references", "a scope is never left", "add leave_context");
}

function checkExpected(context: LintContext, { steps, expect }: Lifecycle, at: At): void {
  const { model } = context;
  const all = steps.flatMap((step) => (step.op === "at_once" ? step.tasks.flatMap((task) => task.steps) : [step]));
  const recordings = all.flatMap((step) => ("as" in step ? [step.as] : []));
  const check = (what: string, name: string | null, known: readonly string[], ...path: readonly PropertyKey[]) => {
    if (name !== null && !known.includes(name)) context.reportUnknown(at("expect", ...path), what, name, known);
  };
  expect.spans?.forEach((span, index) => {
    check("recording", span.of, recordings, "spans", index, "of");
    check("recording", span.parent, recordings, "spans", index, "parent");
  });
  const instruments = model.metrics.map((metric) => metric.name);
  for (const part of ["metrics", "self_metrics"] as const) {
    expect[part]?.forEach((point, index) => {
      check("instrument", point.name, instruments, part, index, "name");
    });
  }
  for (const [name, error] of Object.entries(expect.errors)) {
    check("recording", name, recordings, "errors", name);
    check("error code", error.code, errorCodes(context), "errors", name, "code");
  }
  const reasons = model.errors.drop_reasons.map((reason) => reason.value);
  for (const reason of Object.keys(expect.counts?.dropped ?? {})) {
    check("drop reason", reason, reasons, "counts", "dropped", reason);
  }
}

function errorCodes({ model }: LintContext): readonly string[] {
  return model.errors.codes.map((entry) => entry.code);
}
