// SPDX-License-Identifier: Apache-2.0
import { isRecord } from "../load/is-record.js";
import type { ModelField, ModelType, SpecModel } from "../model.js";
import { type Place, within } from "../resolve/context.js";
import { suggestWord } from "../suggest.js";
import type { LintContext, LintRule } from "./rule.js";
import { listScenarioRecords } from "./scenario-records.js";
import { allFields } from "./text-fields.js";

/** A misspelt field is overlooked by every SDK, so that the case would pass and show nothing. */
export const scenarioFieldsRule: LintRule = {
  id: "scenario-fields",
  brief: "Fields of the records in scenarios are fields of the model, or unknown on purpose (`unknown_fields`).",
  needs: ["models", "validation"],
  check(context) {
    context.spec.scenarios.forEach(({ file, value }) => {
      value.scenarios.forEach((scenario, index) => {
        const place: Place = { file, path: ["scenarios", index] };
        const { records, fieldPaths } = listScenarioRecords(context.model, scenario);
        const unknown: UnknownField[] = [];
        for (const { type: name, value: record, path } of records) {
          const type = findType(context.model, name);
          if (type !== undefined) unknown.push(...findUnknown(context.model, type, record, within(place, ...path)));
        }
        for (const { type: name, names, path } of fieldPaths) {
          const type = findType(context.model, name);
          if (type !== undefined) unknown.push(...findUnknownStep(context.model, type, names, within(place, ...path)));
        }
        reportUnknown(context, unknown, scenario.unknown_fields ?? [], place);
      });
    });
  },
};

interface UnknownField {
  readonly type: ModelType;
  readonly name: string;
  readonly place: Place;
}

/** Undefined for `SpanTexts`, texts of a span that are no type, and for names that another rule refuses. */
function findType(model: SpecModel, name: string): ModelType | undefined {
  return model.models.types.find((type) => type.name === name);
}

function findField(type: ModelType, name: string): ModelField | undefined {
  return allFields(type).find((field) => field.name === name);
}

function namesOf(type: ModelType): readonly string[] {
  const names = allFields(type).map((field) => field.name);
  return type.union === undefined ? names : [type.union.discriminator, ...names];
}

/** Members that no type has; keys of free-form objects and of the notation (`$time`) are no fields. */
function findUnknown(model: SpecModel, type: ModelType, value: unknown, place: Place): readonly UnknownField[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => findUnknown(model, type, item, within(place, index)));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, member]): readonly UnknownField[] => {
    if (name.startsWith("$")) return [];
    const at = within(place, name);
    if (!namesOf(type).includes(name)) return [{ type, name, place: at }];
    const inner = innerType(model, findField(type, name));
    return inner === undefined ? [] : findUnknown(model, inner, member, at);
  });
}

/** The first step of a way into a record that no type has. */
function findUnknownStep(
  model: SpecModel,
  start: ModelType,
  names: readonly (string | number)[],
  place: Place,
): readonly UnknownField[] {
  let type: ModelType | undefined = start;
  for (const [index, name] of names.entries()) {
    if (type === undefined) break;
    if (typeof name === "number") continue;
    if (!namesOf(type).includes(name)) return [{ type, name, place: within(place, index) }];
    type = innerType(model, findField(type, name));
  }
  return [];
}

function innerType(model: SpecModel, field: ModelField | undefined): ModelType | undefined {
  return field?.type.kind === "type" ? findType(model, field.type.name) : undefined;
}

function reportUnknown(
  context: LintContext,
  found: readonly UnknownField[],
  wanted: readonly string[],
  place: Place,
): void {
  for (const { type, name, place: at } of found) {
    if (wanted.includes(name)) continue;
    const advice = suggestWord(name, namesOf(type));
    const fix = `${advice} (a name that no type is to have goes into \`unknown_fields\` of the case)`;
    context.report(at, "scenario-fields", `${type.name} has no field "${name}"`, fix);
  }
  wanted.forEach((name, index) => {
    if (found.some((field) => field.name === name)) return;
    const message = `no record of the case has a field "${name}" that is unknown`;
    context.report(within(place, "unknown_fields", index), "scenario-fields", message, "remove it");
  });
}
