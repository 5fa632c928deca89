// SPDX-License-Identifier: Apache-2.0
import type { SpecModel } from "../model.js";
import { type DerivedCase, generationId, type Json, keyOf, MODEL, toSlug } from "./case-parts.js";

type Errors = SpecModel["errors"];

/** Status of a scripted answer over the transport that a case does not use. */
const UNUSED = { http: { status: 500 }, grpc: { status: "UNAVAILABLE" } };

/** A batch of two whose first request gets the answer; everything after is accepted. */
export function deriveAnswers(model: SpecModel): readonly DerivedCase[] {
  return [...httpCases(model), ...grpcCases(model), ...itemCases(model)];
}

function httpCases(model: SpecModel): readonly DerivedCase[] {
  const { errors } = model;
  return errors.http_answers.flatMap((row, index) => {
    const earlier = errors.http_answers.slice(0, index);
    const isOwn = (status: number): boolean =>
      !earlier.some((other) => other.statuses.some((range) => isIn(status, range)));
    // A success needs a body, which other cases are about; below 200 no answer is final.
    const statuses = row.statuses.flat().filter((status) => status >= 300 && status <= 599 && isOwn(status));
    return [...new Set(statuses)].map((status) =>
      toCase(model, row, `http.${status}`, `HTTP ${status}`, "http", { http: { status } }),
    );
  });
}

function isIn(status: number, range: number | readonly [number, number]): boolean {
  return typeof range === "number" ? range === status : status >= range[0] && status <= range[1];
}

/** Conditions that a server can bring about by what it says. */
function grpcCases(model: SpecModel): readonly DerivedCase[] {
  return model.errors.grpc_answers.flatMap((row) => {
    if (row.status === "OK") return [];
    const name = `grpc.${toSlug(row.id.replace(/^grpc\./, ""))}`;
    const make = (suffix: string, answer: Json): DerivedCase =>
      toCase(model, row, name + suffix, `gRPC ${row.status}`, "grpc", { grpc: { status: row.status, ...answer } });
    switch (row.condition) {
      case "always":
        return [make("", { details: "said the server" })];
      case "retry_info":
        return [make("", { retry_info_ms: 20 })];
      case "size_text":
      case "unmarshal_text":
        return (row.text ?? []).map((text) =>
          make(`.${toSlug(text)}`, { details: `Server: ${text.toUpperCase()} (1)` }),
        );
      case "own_limit":
      case "http_413":
      case "no_server_status":
        return [];
      default:
        return row.condition satisfies never;
    }
  });
}

function toCase(
  model: SpecModel,
  row: { readonly id: string; readonly class: string; readonly brief: string },
  name: string,
  what: string,
  transport: string,
  answer: Json,
): DerivedCase {
  return {
    id: `answer.${name}`,
    brief: `${what}: ${row.brief}`,
    rules: [row.id, row.class],
    transports: [transport],
    config: { generation_export: { batch_size: 2 } },
    ingest: { answers: [{ ...UNUSED, ...answer }] },
    steps: twoRecords(),
    expect: outcome(model, row.class),
  };
}

function twoRecords(): readonly Json[] {
  return ["first", "second"].flatMap((name, index) => [
    { op: "start_generation", as: name, start: { id: generationId(index), model: MODEL } },
    { op: "end", on: name },
  ]);
}

/** What a class means for a batch of two whose first request was answered so, by the words of `retry_classes`. */
function outcome(model: SpecModel, answerClass: string): Json {
  switch (answerClass) {
    case "retry":
    case "bad_response":
      return { requests: [{ records: 2 }, { records: 2 }], counts: { recorded: 2, delivered: 2, retried: 2 } };
    case "split":
    case "bisect":
      return { requests: [{ records: 2 }, { records: 1 }, { records: 1 }], counts: { recorded: 2, delivered: 2 } };
    default:
      return { requests: [{ records: 2 }], ...dropped(model, answerClass, 2, { recorded: 2 }) };
  }
}

/** Counters with the records that a class gives up, in the status and among the SDK's own instruments. */
function dropped(model: SpecModel, answerClass: string, count: number, counts: Json): Json {
  const { retry_classes: classes, drop_reasons: reasons }: Errors = model.errors;
  const reasonId = classes.find(({ id }) => id === answerClass)?.drop_reason ?? "";
  const reason = reasons.find(({ id }) => id === reasonId)?.value ?? reasonId;
  const instrument = model.metrics.find(({ id }) => id === "generations_dropped");
  const key = keyOf(model, "vendor.sdk.drop.reason");
  const point = { name: instrument?.name, unit: instrument?.unit, attributes: { [key ?? ""]: reason }, value: count };
  return {
    counts: { ...counts, dropped: { [reason]: count } },
    ...(instrument === undefined || key === undefined ? {} : { self_metrics: [point] }),
  };
}

/** The second of two records gets the text; the class says what becomes of it alone. */
function itemCases(model: SpecModel): readonly DerivedCase[] {
  return model.errors.item_patterns.flatMap((row) => {
    const texts = row.match === "any" ? ["generation.mode is invalid", ""] : row.text;
    return texts.map((text) => {
      const error = row.match === "contains" ? `Server: ${text.toUpperCase()} (1)` : `${text} for a reason`.trim();
      return {
        id: `answer.item.${toSlug(row.id.replace(/^item\./, ""))}.${toSlug(text) || "no-text"}`,
        brief: `A record that is refused with "${text}". ${row.brief}`,
        rules: [row.id, row.class],
        config: { generation_export: { batch_size: 2 } },
        ingest: { answers: [{ items: [{ accepted: true }, text === "" ? {} : { error }] }] },
        steps: twoRecords(),
        expect: itemOutcome(model, row.class),
      };
    });
  });
}

function itemOutcome(model: SpecModel, itemClass: string): Json {
  const counts = { recorded: 2, delivered: 2 };
  if (itemClass === "duplicate") return { requests: [{ records: 2 }], counts: { ...counts, duplicates: 1 } };
  if (itemClass === "retry") return { requests: [{ records: 2 }, { records: 1 }], counts: { ...counts, retried: 1 } };
  return { requests: [{ records: 2 }], ...dropped(model, itemClass, 1, { recorded: 2, delivered: 1 }) };
}
