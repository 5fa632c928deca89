// SPDX-License-Identifier: Apache-2.0
import { type ErrorsFile, errorsFile } from "../schema/errors.js";
import { head, headOf, type StatusRange, statusRange, toStatusRanges } from "./common.js";
import {
  constant,
  field,
  int,
  list,
  optional,
  type Shape,
  type StructNode,
  struct,
  text,
  vocabulary,
} from "./shape.js";
import { wordsOf } from "./words-of.js";

const httpEntry = errorsFile.shape.http_answers.element.shape;
const grpcEntry = errorsFile.shape.grpc_answers.element.shape;
const patternEntry = errorsFile.shape.item_patterns.element.shape;

interface Answer {
  readonly id: string;
  readonly brief: string;
  readonly class: string;
}

export interface HttpAnswer extends Answer {
  readonly statuses: readonly StatusRange[];
  readonly hint: ErrorsFile["http_answers"][number]["hint"];
}

export interface GrpcAnswer extends Answer {
  readonly status: string;
  readonly number: number;
  readonly condition: ErrorsFile["grpc_answers"][number]["condition"];
  readonly text?: readonly string[] | undefined;
  readonly hint: ErrorsFile["grpc_answers"][number]["hint"];
}

export interface TransportFault extends Answer {
  readonly fault: string;
}

export interface ItemPattern extends Answer {
  readonly match: ErrorsFile["item_patterns"][number]["match"];
  readonly text: readonly string[];
}

const answerClass = field(constant("retry_class"), "What the exporter does.");

export const httpAnswer: Shape<HttpAnswer, StructNode> = struct(
  "HttpAnswer",
  "What the exporter does with an HTTP status.",
  {
    ...head,
    statuses: field(list(statusRange), "Statuses that the row is for."),
    class: answerClass,
    hint: field(
      vocabulary(
        "HttpHint",
        "What an HTTP answer may say about the time of the next attempt.",
        wordsOf(httpEntry.hint),
      ),
      "Whether the answer may carry a delay.",
    ),
  },
);

export const grpcAnswer: Shape<GrpcAnswer, StructNode> = struct(
  "GrpcAnswer",
  "What the exporter does with a gRPC status.",
  {
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
  },
);

export const transportFault: Shape<TransportFault, StructNode> = struct(
  "TransportFault",
  "What the exporter does when no answer comes.",
  {
    ...head,
    fault: field(text, "What went wrong."),
    class: answerClass,
  },
);

export const itemPattern: Shape<ItemPattern, StructNode> = struct(
  "ItemPattern",
  "What the text of a rejected item means.",
  {
    ...head,
    match: field(
      vocabulary("TextMatch", "How a text is compared.", wordsOf(patternEntry.match)),
      "How the text is compared.",
    ),
    text: field(list(text), "Texts that the row is for, compared in any case."),
    class: answerClass,
  },
);

export const retryClass: Shape<RetryClass, StructNode> = struct(
  "RetryClass",
  "What the exporter does with an answer.",
  {
    ...head,
    drop_reason: optional(constant("drop_reason"), "Reason that is counted when the records are given up."),
  },
);

export interface RetryClass {
  readonly id: string;
  readonly brief: string;
  readonly drop_reason?: string | undefined;
}

export function toHttpAnswer(entry: ErrorsFile["http_answers"][number]): HttpAnswer {
  return { ...headOf(entry), statuses: toStatusRanges(entry.statuses), class: entry.class, hint: entry.hint };
}

export function toGrpcAnswer(entry: ErrorsFile["grpc_answers"][number]): GrpcAnswer {
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

export function toTransportFault(entry: ErrorsFile["transport_faults"][number]): TransportFault {
  return { ...headOf(entry), fault: entry.fault, class: entry.class };
}

export function toItemPattern(entry: ErrorsFile["item_patterns"][number]): ItemPattern {
  return { ...headOf(entry), match: entry.match, text: entry.text, class: entry.class };
}
