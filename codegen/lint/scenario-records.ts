// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import { pascalCase } from "../naming.js";
import type { Scenario } from "../schema/scenarios.js";

type Lifecycle = Extract<Scenario, { kind: "lifecycle" }>;
type Step = Lifecycle["steps"][number];
type Path = readonly PropertyKey[];

/** An object of a scenario whose names are those of a type of models.yaml. */
export interface ScenarioRecord {
  readonly type: string;
  readonly value: unknown;
  /** Inside the scenario. */
  readonly path: Path;
}

/** A step that writes to a field of a record which was handed over: the way to the field. */
export interface ScenarioFieldPath {
  readonly type: string;
  readonly names: readonly (string | number)[];
  readonly path: Path;
}

export interface ScenarioRecords {
  readonly records: readonly ScenarioRecord[];
  readonly fieldPaths: readonly ScenarioFieldPath[];
}

/** Everything in a scenario that is written in the names of the model. Expectations on the wire are compared by a run. */
export function listScenarioRecords(model: SpecModel, scenario: Scenario): ScenarioRecords {
  if (scenario.kind === "lifecycle") return listOfRun(scenario);
  return { records: listOfVector(model, scenario), fieldPaths: [] };
}

function listOfVector(model: SpecModel, scenario: Exclude<Scenario, Lifecycle>): readonly ScenarioRecord[] {
  switch (scenario.kind) {
    case "validation": {
      const subject = model.validation.subjects.find(({ id }) => id === scenario.subject);
      return subject === undefined ? [] : [{ type: subject.type, value: scenario.record, path: ["record"] }];
    }
    case "strip":
      return (["record", "expect"] as const).map((name) => ({
        type: scenario.type,
        value: scenario[name],
        path: [name],
      }));
    case "encoding":
      return [{ type: "Generation", value: scenario.record, path: ["record"] }];
    default:
      return [];
  }
}

function listOfRun({ steps }: Lifecycle): ScenarioRecords {
  const records: ScenarioRecord[] = [];
  const fieldPaths: ScenarioFieldPath[] = [];
  /** Recording -> `Generation`, `ToolExecution` or `Embedding`. */
  const kinds = new Map<string, string>();
  const visit = (step: Step, path: Path): void => {
    if ("as" in step) kinds.set(step.as, recordingKind(step.op));
    const add = (name: string, type: string, value: unknown): void => {
      if (value !== undefined) records.push({ type, value, path: [...path, name] });
    };
    const kind = "on" in step ? kinds.get(step.on) : recordingKind(step.op);
    if ("start" in step) add("start", `${kind}Start`, step.start);
    if ("context" in step) add("context", "RecordingContext", step.context);
    if (step.op === "submit_rating") {
      add("input", "ConversationRatingInput", step.input);
      add("result", "ConversationRatingResult", step.result);
    } else if ("result" in step && kind !== undefined) add("result", `${kind}Result`, step.result);
    if (step.op === "mutate" && kind !== undefined) {
      fieldPaths.push({ type: `${kind}${pascalCase(step.of)}`, names: step.path, path: [...path, "path"] });
    }
    if (step.op !== "at_once") return;
    step.tasks.forEach((task, index) => {
      const at = [...path, "tasks", index];
      records.push({ type: "RecordingContext", value: task.context, path: [...at, "context"] });
      for (const [position, inner] of task.steps.entries()) visit(inner, [...at, "steps", position]);
    });
  };
  for (const [index, step] of steps.entries()) visit(step, ["steps", index]);
  return { records, fieldPaths };
}

/** `start_streaming_generation` -> `Generation`. */
function recordingKind(op: Step["op"]): string {
  return pascalCase(op.replace(/^(start|call)_(streaming_)?/, ""));
}
