// SPDX-License-Identifier: Apache-2.0

import { StructureKind } from "ts-morph";
import type { EmittedFile, Emitter, SpecModel } from "../../model.js";
import { constStatement } from "./plain-statements.js";
import { doc, docComment, literal, propertyKey, type Statement, tsFile } from "./ts-file.js";

const INPUTS = ["spec/errors.yaml"];

/**
 * Error codes and messages, error attributes, classification steps and the retry tables. Each table has a file of its own,
 * since bundlers load files as a whole: what only the export needs is loaded with it.
 */
export const tsErrorsEmitter: Emitter = {
  id: "ts/errors",
  target: "ts",
  emit: (model) => [
    file(model, "errors", [codeUnion(model), messages(model, "core")]),
    file(model, "export-errors", [messages(model, "export")]),
    file(model, "rating-errors", [messages(model, "rating")]),
    file(model, "adapter-errors", [messages(model, "adapter")]),
    file(model, "error-types", [...errorTypes(model), ...classification(model)]),
    file(model, "drop-reasons", dropReasons(model)),
    file(model, "answers", [IMPORT_DROP_REASON, ...answers(model)]),
    file(model, "grpc-answers", [IMPORT_ANSWER_CLASS, ...grpcAnswers(model)]),
  ],
};

const IMPORT_DROP_REASON = 'import type { DropReason } from "./drop-reasons.js";';
const IMPORT_ANSWER_CLASS = 'import type { AnswerClass } from "./answers.js";';

function file(model: SpecModel, name: string, statements: readonly Statement[]): EmittedFile {
  return tsFile(model, "emit/ts/errors.ts", INPUTS, `generated/ts/${name}.ts`, statements);
}

function union(name: string, brief: string, values: readonly string[]): Statement {
  return {
    kind: StructureKind.TypeAlias,
    isExported: true,
    name,
    type: values.map((value) => JSON.stringify(value)).join(" | "),
    docs: doc(brief),
  };
}

function record(
  name: string,
  type: string,
  brief: string,
  members: readonly { key: string; value: unknown; docs: string }[],
): string {
  const lines = members.map(
    (member) => `${docComment("  ", member.docs)}  ${member.key}: ${literal(member.value, "  ")},\n`,
  );
  return `/** ${brief} */\nexport const ${name}: ${type} = {\n${lines.join("")}};\n`;
}

const AREAS = { core: "ERROR", export: "EXPORT_ERROR", rating: "RATING_ERROR", adapter: "ADAPTER_ERROR" } as const;
type Area = keyof typeof AREAS;

function codeUnion(model: SpecModel): Statement {
  const codes = model.errors.codes.map((entry) => entry.code);
  return union("SigilErrorCode", "What went wrong; a closed set.", codes);
}

function messages(model: SpecModel, area: Area): string {
  const codes = model.errors.codes.filter((entry) => entry.area === area);
  const lines = codes.map(
    ({ code, message, brief }) => `${docComment("  ", brief)}  ${propertyKey(code)}: ${literal(message)},\n`,
  );
  return `/** Message templates; \`{name}\` is filled in by the caller. */\nexport const ${AREAS[area]}_MESSAGES = {\n${lines.join("")}} as const;\n`;
}

function errorTypes(model: SpecModel): Statement[] {
  return [
    union(
      "RecordingErrorType",
      "Value of `error.type` that the core writes.",
      model.errors.types.map((entry) => entry.value),
    ),
    union(
      "ErrorCategory",
      "Value of `error.category`.",
      model.errors.categories.map((entry) => entry.value),
    ),
    `/** Error types whose category is that of the error itself. */\nexport const CLASSIFIED_ERROR_TYPES: readonly RecordingErrorType[] = ${literal(
      model.errors.types.filter((entry) => entry.category === "classified").map((entry) => entry.value),
    )};\n`,
    `/** Category of all other error types. */\nexport const OWN_ERROR_CATEGORY: ErrorCategory = ${literal(ownCategory(model))};\n`,
  ];
}

/** The SDK's own errors have one category; another one would need a table. */
function ownCategory(model: SpecModel): string {
  const ids = new Set(model.errors.types.map((entry) => entry.category).filter((id) => id !== "classified"));
  const [id = "", ...others] = ids;
  if (others.length > 0)
    throw new Error(`spec/errors.yaml: own errors have several categories: ${[...ids].join(", ")}`);
  return categoryValue(model, id);
}

function classification(model: SpecModel): Statement[] {
  const steps = [...model.errors.classification].sort((left, right) => left.order - right.order);
  return [
    `/**
 * One test of the error classification; the first step that matches wins. Names, code words and words are separated by bars;
 * statuses are single ones and inclusive ranges.
 */
export type ClassificationStep = readonly [
  by: "timeout_type" | "abort" | "status" | "code" | "text" | "otherwise",
  category: ErrorCategory,
  what?: string | readonly (number | readonly [number, number])[],
];
`,
    `/** Classification of provider errors, in order. */\nexport const CLASSIFICATION_STEPS: readonly ClassificationStep[] = [\n${steps
      .map(({ by, category, names, statuses }) => {
        const what = names?.join("|") ?? statuses;
        const cells = [by, categoryValue(model, category), ...(what === undefined ? [] : [what])];
        return `  [${cells.map((cell) => literal(cell)).join(", ")}],\n`;
      })
      .join("")}];\n`,
    "// Where things are looked for on an error, in order; the paths are separated by bars.\n",
    `/** A status number. */\nexport const STATUS_LOOKUP = ${literal(model.errors.status_lookup.join("|"))};\n`,
    `/** Names of typed errors; the names of the error's classes count too. */\nexport const NAME_LOOKUP = ${literal(model.errors.name_lookup?.join("|") ?? "")};\n`,
    `/** Code words. */\nexport const CODE_LOOKUP = ${literal(model.errors.code_lookup?.join("|") ?? "")};\n`,
  ];
}

function categoryValue(model: SpecModel, id: string): string {
  return model.errors.categories.find((category) => category.id === id)?.value ?? id;
}

function shortId(id: string): string {
  return id.split(".").at(-1) ?? id;
}

function dropReasons(model: SpecModel): Statement[] {
  const values = model.errors.drop_reasons.map((entry) => entry.value);
  return [
    union("DropReason", "Why a record was given up.", values),
    `/** Every drop reason, for counters that start at zero. */\nexport const DROP_REASONS: readonly DropReason[] = ${literal(values)};\n`,
  ];
}

function answers(model: SpecModel): Statement[] {
  const { errors } = model;
  const reason = (id: string | undefined): string | undefined =>
    errors.drop_reasons.find((entry) => entry.id === id)?.value;
  return [
    union(
      "AnswerClass",
      "What the exporter does with an answer.",
      errors.retry_classes.map((entry) => shortId(entry.id)),
    ),
    record(
      "CLASS_DROP_REASONS",
      "Readonly<Partial<Record<AnswerClass, DropReason>>>",
      "Reason that is counted when records of a class are given up.",
      errors.retry_classes
        .filter((entry) => entry.drop_reason !== undefined)
        .map((entry) => ({ key: shortId(entry.id), value: reason(entry.drop_reason), docs: entry.brief })),
    ),
    `/** HTTP statuses and their class; single statuses and inclusive ranges, the first row that matches wins. */
export const HTTP_ANSWERS: readonly { readonly statuses: readonly (number | readonly [number, number])[]; readonly class: AnswerClass; readonly hint: "retry_after" | "none" }[] = ${literal(
      errors.http_answers.map((entry) => ({ statuses: entry.statuses, class: shortId(entry.class), hint: entry.hint })),
    )};\n`,
    union(
      "TransportFault",
      "A failure without an answer.",
      errors.transport_faults.map((entry) => entry.fault),
    ),
    record(
      "TRANSPORT_FAULTS",
      "Readonly<Record<TransportFault, AnswerClass>>",
      "Class of each failure without an answer.",
      errors.transport_faults.map((entry) => ({
        key: propertyKey(entry.fault),
        value: shortId(entry.class),
        docs: entry.brief,
      })),
    ),
    `/** Texts of rejected items and their class; the first pattern that matches wins, an unknown text is permanent. */
export const ITEM_PATTERNS: readonly { readonly match: "contains" | "starts_with" | "any"; readonly text: readonly string[]; readonly class: AnswerClass }[] = ${literal(
      errors.item_patterns.map((entry) => ({ match: entry.match, text: entry.text, class: shortId(entry.class) })),
    )};\n`,
  ];
}

function grpcAnswers(model: SpecModel): Statement[] {
  const rows = model.errors.grpc_answers;
  return [
    `/** A gRPC status and its class under a condition. */
export interface GrpcAnswer {
  readonly status: number;
  readonly name: string;
  readonly condition: ${[...new Set(["always", ...rows.map((entry) => entry.condition)])].map((value) => JSON.stringify(value)).join(" | ")};
  /** Words that the \`_text\` conditions look for in the status message, in any case. */
  readonly text?: readonly string[];
  readonly class: AnswerClass;
  readonly hint: "retry_info" | "none";
}
`,
    `/** gRPC answers; per status the first row whose condition holds. */\nexport const GRPC_ANSWERS: readonly GrpcAnswer[] = ${literal(
      rows.map((entry) => ({
        status: entry.number,
        name: entry.status,
        condition: entry.condition,
        text: entry.text,
        class: shortId(entry.class),
        hint: entry.hint,
      })),
    )};\n`,
    constStatement(
      "GRPC_STATUS_OF_HTTP",
      "Readonly<Record<number, number>>",
      Object.fromEntries(model.errors.grpc_of_http.map((entry) => [entry.http_status, entry.number])),
      "gRPC status that an HTTP status stands for when the server has sent none; any other is UNKNOWN.",
    ),
  ];
}
