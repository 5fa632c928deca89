// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import { type ErrorsFile, errorsFile } from "../schema/errors.js";
import { head, headOf, statusRange, toStatusRanges } from "./common.js";
import { type ConstantGroup, constantGroup, defineSection, resolve, type SectionDefinition } from "./section.js";
import { constant, field, type Infer, int, list, optional, struct, text, vocabulary } from "./shape.js";
import { wordsOf } from "./words-of.js";

const code = struct("ErrorCode", "A code of the SDK's own errors.", {
  ...head,
  code: field(constant("error_code"), "The code."),
  area: field(
    vocabulary("ErrorArea", "Parts of an SDK.", wordsOf(errorsFile.shape.codes.element.shape.area)),
    "The part that raises it: recording, sending, ratings, or adapters of providers and frameworks.",
  ),
  message: field(text, "Template of the message."),
});

const errorType = struct("ErrorType", "A value of the error.type attribute.", {
  ...head,
  value: field(constant("error_type"), "Value on the wire."),
  priority: field(int, "The applicable type with the lowest number wins."),
  recordings: field(
    list(
      vocabulary(
        "ErrorRecording",
        "Recordings that fail.",
        wordsOf(errorsFile.shape.types.element.shape.recordings.element),
      ),
    ),
    "Recordings that report the type.",
  ),
  category: field(
    constant("error_category"),
    "Category that goes with the type, or `classified` when it is found by classification.",
  ),
});

const category = struct("ErrorCategory", "A category of errors.", {
  ...head,
  value: field(constant("error_category"), "Value on the wire."),
});

const step = struct("ClassificationStep", "A step of the classification of provider errors.", {
  ...head,
  order: field(int, "Steps are tried in ascending order; the first that matches wins."),
  by: field(
    vocabulary("ClassificationBy", "What a step looks at.", wordsOf(errorsFile.shape.classification.element.shape.by)),
    "What the step looks at.",
  ),
  names: optional(list(text), "Type names, code words or words of the message."),
  statuses: optional(list(statusRange), "Status numbers."),
  category: field(constant("error_category"), "Category that the step gives."),
});

const dropReason = struct("DropReason", "Why a record was given up.", {
  ...head,
  value: field(constant("drop_reason"), "Value in counters and reports."),
});

const shape = struct("ErrorTables", "Errors and their categories.", {
  codes: field(list(code), "Codes of the SDK's own errors."),
  types: field(list(errorType), "Values of the error.type attribute."),
  categories: field(list(category), "Categories of errors."),
  classification: field(list(step), "Steps that find the category of a provider error."),
  status_lookup: field(list(text), "Where a status number is looked for, in order."),
  name_lookup: optional(list(text), "Where a class name or system code is looked for."),
  code_lookup: optional(list(text), "Where a provider's code word is looked for."),
  drop_reasons: field(list(dropReason), "Why records are given up."),
});

export const errorsSection: SectionDefinition = defineSection({
  id: "errors",
  brief: "Error codes, types and categories, and drop reasons.",
  inputs: ["spec/errors.yaml"],
  shape,
  build: buildErrors,
  constants: ({ errors }) => errorConstants(errors),
});

function buildErrors({ errors }: SpecModel): Infer<typeof shape> {
  const categoryOf = (id: string): string => resolve(errors.categories, id, "error category").value;
  return {
    codes: errors.codes.map((entry) => ({
      ...headOf(entry),
      code: entry.code,
      area: entry.area,
      message: entry.message,
    })),
    types: errors.types.map((entry) => ({
      ...headOf(entry),
      value: entry.value,
      priority: entry.priority,
      recordings: entry.recordings,
      category: entry.category === "classified" ? entry.category : categoryOf(entry.category),
    })),
    categories: errors.categories.map((entry) => ({ ...headOf(entry), value: entry.value })),
    classification: [...errors.classification]
      .sort((a, b) => a.order - b.order)
      .map((entry) => ({
        ...headOf(entry),
        order: entry.order,
        by: entry.by,
        names: entry.names,
        statuses: entry.statuses === undefined ? undefined : toStatusRanges(entry.statuses),
        category: categoryOf(entry.category),
      })),
    status_lookup: errors.status_lookup,
    name_lookup: errors.name_lookup,
    code_lookup: errors.code_lookup,
    drop_reasons: errors.drop_reasons.map((entry) => ({ ...headOf(entry), value: entry.value })),
  };
}

function errorConstants(errors: ErrorsFile): readonly ConstantGroup[] {
  return [
    constantGroup({
      id: "error_code",
      prefix: "ERROR_CODE",
      className: "ErrorCodes",
      brief: "Codes of the SDK's own errors.",
      entries: errors.codes,
      value: (entry) => entry.code,
    }),
    constantGroup({
      id: "error_type",
      prefix: "ERROR_TYPE",
      className: "ErrorTypes",
      brief: "Values of the error.type attribute.",
      entries: errors.types,
      value: (entry) => entry.value,
    }),
    constantGroup({
      id: "error_category",
      prefix: "ERROR_CATEGORY",
      className: "ErrorCategories",
      brief: "Categories of errors.",
      entries: errors.categories,
      value: (entry) => entry.value,
    }),
    constantGroup({
      id: "drop_reason",
      prefix: "DROP_REASON",
      className: "DropReasonNames",
      brief: "Why records are given up.",
      entries: errors.drop_reasons,
      value: (entry) => entry.value,
    }),
  ];
}
