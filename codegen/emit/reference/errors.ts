// SPDX-License-Identifier: Apache-2.0
import type { Emitter, SpecModel } from "../../model.js";
import { anchor, code, codes, heading, link, prose, table } from "./markdown.js";
import { type Page, pageEmitter } from "./page.js";

export const errorsPage: Page = {
  name: "errors",
  title: "Errors",
  summary:
    "Errors of the SDK, how errors of providers and tools are classified, and what the exporter does with every answer.",
  inputs: () => ["spec/errors.yaml", "spec/sdk.yaml"],
  blocks: (model) => [
    ...describeCodes(model),
    ...describeTypes(model),
    ...describeClassification(model),
    ...describeRetryClasses(model),
    ...describeAnswers(model),
    ...describeDrops(model),
  ],
};

/** Codes, types, categories, classification, answers and drop reasons. */
export const referenceErrorsEmitter: Emitter = pageEmitter(errorsPage);

type Errors = SpecModel["errors"];
type Statuses = Errors["http_answers"][number]["statuses"];

function describeCodes({ errors }: SpecModel): string[] {
  return [
    heading(2, "Codes", "codes"),
    "`SigilError.code`. These are errors of the SDK itself; they never appear in place of an error of the provider.",
    table(
      ["Code", "Message", "Description"],
      errors.codes.map(({ id, code: value, message, brief, note }) => [
        `${anchor(id)}${code(value)}`,
        code(message),
        prose(brief, note),
      ]),
    ),
  ];
}

function describeTypes({ errors }: SpecModel): string[] {
  return [
    heading(2, "Error types", "types"),
    "Values of `error.type` on spans and metrics. Of several that apply, the lowest priority names type, category and status.",
    table(
      ["Type", "Priority", "Recordings", "Category", "Description"],
      errors.types.map(({ id, value, priority, recordings, category, brief, note }) => [
        `${anchor(id)}${code(value)}`,
        String(priority),
        recordings.join(", "),
        category === "classified" ? link("classified", "", "classification") : code(category),
        prose(brief, note),
      ]),
    ),
    heading(2, "Categories", "categories"),
    "Values of `error.category`.",
    table(
      ["Category", "Description"],
      errors.categories.map(({ id, value, brief, note }) => [
        `${anchor(`category-${id}`)}${code(value)}`,
        prose(brief, note),
      ]),
    ),
  ];
}

const LOOKS_AT: Readonly<Record<Errors["classification"][number]["by"], string>> = {
  timeout_type: "class name or system code",
  abort: "class name or system code",
  status: "status number",
  code: "code word of the provider",
  text: "words in the message, in any case",
  otherwise: "",
};

function describeClassification({ errors }: SpecModel): string[] {
  const steps = [...errors.classification].sort((left, right) => left.order - right.order);
  return [
    heading(2, "Classification", "classification"),
    "The first step that fits gives the category of an error of a provider or tool.",
    table(
      ["Step", "Looks at", "Matches", "Category", "Description"],
      steps.map(({ id, by, names, statuses, category, brief, note }, index) => [
        `${anchor(id)}${index + 1}`,
        LOOKS_AT[by],
        [codes(names ?? []), statusesOf(statuses ?? [])].filter((text) => text !== "").join(" "),
        code(category),
        prose(brief, note),
      ]),
    ),
    `Status numbers are looked for in ${codes(errors.status_lookup)}, in this order` +
      `${errors.name_lookup === undefined ? "" : `; names in ${codes(errors.name_lookup)}`}` +
      `${errors.code_lookup === undefined ? "" : `; code words in ${codes(errors.code_lookup)}`}.`,
  ];
}

function describeRetryClasses({ errors }: SpecModel): string[] {
  return [
    heading(2, "What the exporter does", "retry-classes"),
    table(
      ["Class", "Drop reason", "Description"],
      errors.retry_classes.map(({ id, drop_reason: reason, brief, note }) => [
        `${anchor(`class-${id}`)}${code(id)}`,
        reason === undefined ? "" : link(code(reason), "", `drop-${reason}`),
        prose(brief, note),
      ]),
    ),
  ];
}

function describeAnswers({ errors }: SpecModel): string[] {
  return [
    heading(2, "HTTP answers", "http-answers"),
    "The first row that has the status.",
    table(
      ["Status", "Class", "Wait", "Description"],
      errors.http_answers.map(({ id, statuses, class: retryClass, hint, brief, note }) => [
        `${anchor(id)}${statusesOf(statuses)}`,
        classLink(retryClass),
        hint === "none" ? "" : "`Retry-After`",
        prose(brief, note),
      ]),
    ),
    heading(2, "gRPC answers", "grpc-answers"),
    "Per status, the first row whose condition holds.",
    table(
      ["Status", "Number", "Condition", "Class", "Wait", "Description"],
      errors.grpc_answers.map((answer) => [
        `${anchor(answer.id)}${code(answer.status)}`,
        String(answer.number),
        conditionOf(answer),
        classLink(answer.class),
        answer.hint === "none" ? "" : "`RetryInfo`",
        prose(answer.brief, answer.note),
      ]),
    ),
    heading(2, "Failures without a usable answer", "transport-faults"),
    table(
      ["Fault", "Class", "Description"],
      errors.transport_faults.map(({ id, fault, class: retryClass, brief, note }) => [
        `${anchor(id)}${code(fault)}`,
        classLink(retryClass),
        prose(brief, note),
      ]),
    ),
    heading(2, "Rejected items", "item-patterns"),
    "An answer may accept some records and refuse others. The text of a refused one, in any case of letters; the first row that fits.",
    table(
      ["Text", "Class", "Description"],
      errors.item_patterns.map(({ id, match, text, class: retryClass, brief, note }) => [
        `${anchor(id)}${match === "any" ? "any other" : `${match.replace("_", " ")} ${codes(text)}`}`,
        classLink(retryClass),
        prose(brief, note),
      ]),
    ),
  ];
}

const CONDITIONS: Readonly<Record<Errors["grpc_answers"][number]["condition"], string>> = {
  always: "",
  own_limit: "the answer was longer than `responseMaxBytes`",
  http_413: "HTTP 413 without a `grpc-status`",
  retry_info: "the answer carries `RetryInfo`",
  size_text: "the message speaks of size",
  unmarshal_text: "the message speaks of decoding",
  no_server_status: "no `grpc-status` from the server",
};

function conditionOf({ condition, text }: Errors["grpc_answers"][number]): string {
  return text === undefined ? CONDITIONS[condition] : `${CONDITIONS[condition]}: ${codes(text)}`;
}

function describeDrops({ errors }: SpecModel): string[] {
  return [
    heading(2, "Drop reasons", "drop-reasons"),
    "Why a record was given up, as counted by `status()`, `onDrop` and the SDK's own metrics.",
    table(
      ["Reason", "Description"],
      errors.drop_reasons.map(({ id, value, brief, note }) => [
        `${anchor(`drop-${id}`)}${code(value)}`,
        prose(brief, note),
      ]),
    ),
  ];
}

function classLink(retryClass: string): string {
  return link(code(retryClass), "", `class-${retryClass}`);
}

/** 429, 500 to 599. */
function statusesOf(statuses: Statuses): string {
  return statuses.map((status) => (typeof status === "number" ? String(status) : status.join(" to "))).join(", ");
}
