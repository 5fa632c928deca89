// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import { type ErrorsFile, errorsFile } from "../schema/errors.js";
import { head, headOf, statusRange, toStatusRanges } from "./common.js";
import { constantGroup, defineSection, resolve, type SectionDefinition } from "./section.js";
import { constant, field, type Infer, int, list, optional, struct, text, vocabulary } from "./shape.js";
import { wordsOf } from "./words-of.js";

const httpEntry = errorsFile.shape.http_answers.element.shape;
const grpcEntry = errorsFile.shape.grpc_answers.element.shape;
const patternEntry = errorsFile.shape.item_patterns.element.shape;

const answerClass = field(constant("retry_class"), "What the exporter does.");

const httpAnswer = struct("HttpAnswer", "What the exporter does with an HTTP status.", {
  ...head,
  statuses: field(list(statusRange), "Statuses that the row is for."),
  class: answerClass,
  hint: field(
    vocabulary("HttpHint", "What an HTTP answer may say about the time of the next attempt.", wordsOf(httpEntry.hint)),
    "Whether the answer may carry a delay.",
  ),
});

const grpcAnswer = struct("GrpcAnswer", "What the exporter does with a gRPC status.", {
  ...head,
  status: field(text, "Name of the status."),
  number: field(int, "Number of the status."),
  condition: field(
    vocabulary("GrpcCondition", "Conditions that tell answers with one status apart.", wordsOf(grpcEntry.condition)),
    "When the row applies; rows are tried in order.",
  ),
  text: optional(list(text), "Words that the `_text` conditions look for in the status message, in any case."),
  class: answerClass,
  hint: field(
    vocabulary("GrpcHint", "What a gRPC answer may say about the time of the next attempt.", wordsOf(grpcEntry.hint)),
    "Whether the answer may carry a delay.",
  ),
});

const grpcOfHttp = struct("GrpcOfHttp", "What an HTTP status without a gRPC status stands for.", {
  ...head,
  http_status: field(int, "The HTTP status."),
  number: field(int, "Number of the gRPC status."),
});

const transportFault = struct("TransportFault", "What the exporter does when no answer comes.", {
  ...head,
  fault: field(text, "What went wrong."),
  class: answerClass,
});

const itemPattern = struct("ItemPattern", "What the text of a rejected item means.", {
  ...head,
  match: field(
    vocabulary("TextMatch", "How a text is compared.", wordsOf(patternEntry.match)),
    "How the text is compared.",
  ),
  text: field(list(text), "Texts that the row is for, compared in any case."),
  class: answerClass,
});

const retryClass = struct("RetryClass", "What the exporter does with an answer.", {
  ...head,
  drop_reason: optional(constant("drop_reason"), "Reason that is counted when the records are given up."),
});

const shape = struct("RetryTables", "Answers and what follows from them.", {
  classes: field(list(retryClass), "What the exporter can do with an answer."),
  http_answers: field(list(httpAnswer), "HTTP statuses; the first row that has the status applies."),
  grpc_answers: field(list(grpcAnswer), "gRPC statuses; per status, the first row whose condition holds applies."),
  grpc_of_http: field(list(grpcOfHttp), "HTTP statuses without a gRPC status; any other is UNKNOWN."),
  transport_faults: field(list(transportFault), "Faults without an answer."),
  item_patterns: field(list(itemPattern), "Texts of rejected items, tried in order; an unknown text is permanent."),
});

export const retriesSection: SectionDefinition = defineSection({
  id: "retries",
  brief: "What the exporter does with answers, faults and rejected items.",
  inputs: ["spec/errors.yaml"],
  shape,
  build: buildRetries,
  constants: ({ errors }) => [
    constantGroup({
      id: "retry_class",
      prefix: "RETRY_CLASS",
      className: "RetryClassIds",
      brief: "What the exporter does with an answer.",
      entries: errors.retry_classes,
      value: (entry) => entry.id,
    }),
  ],
});

function buildRetries({ errors }: SpecModel): Infer<typeof shape> {
  const reasonOf = (id: string | undefined): string | undefined =>
    id === undefined ? undefined : resolve(errors.drop_reasons, id, "drop reason").value;
  return {
    classes: errors.retry_classes.map((entry) => ({ ...headOf(entry), drop_reason: reasonOf(entry.drop_reason) })),
    http_answers: errors.http_answers.map(toHttpAnswer),
    grpc_answers: errors.grpc_answers.map(toGrpcAnswer),
    grpc_of_http: errors.grpc_of_http.map((entry) => ({
      ...headOf(entry),
      http_status: entry.http_status,
      number: entry.number,
    })),
    transport_faults: errors.transport_faults.map(toTransportFault),
    item_patterns: errors.item_patterns.map(toItemPattern),
  };
}

function toHttpAnswer(entry: ErrorsFile["http_answers"][number]): Infer<typeof httpAnswer> {
  return { ...headOf(entry), statuses: toStatusRanges(entry.statuses), class: entry.class, hint: entry.hint };
}

function toGrpcAnswer(entry: ErrorsFile["grpc_answers"][number]): Infer<typeof grpcAnswer> {
  return {
    ...headOf(entry),
    status: entry.status,
    number: entry.number,
    condition: entry.condition,
    text: entry.text,
    class: entry.class,
    hint: entry.hint,
  };
}

function toTransportFault(entry: ErrorsFile["transport_faults"][number]): Infer<typeof transportFault> {
  return { ...headOf(entry), fault: entry.fault, class: entry.class };
}

function toItemPattern(entry: ErrorsFile["item_patterns"][number]): Infer<typeof itemPattern> {
  return { ...headOf(entry), match: entry.match, text: entry.text, class: entry.class };
}
