// SPDX-License-Identifier: Apache-2.0
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { status } from "@grpc/grpc-js";
import {
  ExportGenerationsRequestSchema,
  ExportGenerationsResponseSchema,
} from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
import { createLocalIngest, type LocalIngest, type LocalRequest, type ScriptedAnswer } from "../../src/local/index.js";
import type { Lifecycle } from "../runner/load-suites.js";
import { createGrpcAnswer } from "./grpc-status.js";

type IngestScript = Lifecycle["ingest"];

/** One result of an answer; without an id, it has the one that was sent. */
export interface ScriptedItem {
  readonly id?: string | undefined;
  readonly accepted?: boolean | undefined;
  readonly error?: string | undefined;
}

/** A request as it was sent; the journal of the ingest keeps no bodies. */
export type SentRequest = Omit<LocalRequest, "index">;

/** The strict ingest of the SDK, with the answers of a case. */
export interface ScriptedIngest extends LocalIngest {
  readonly sent: readonly SentRequest[];
}

/** Starts an ingest that follows a script. `now` is its clock, which shows in the answers to ratings. */
export async function startScriptedIngest(script: IngestScript, now: () => Date): Promise<ScriptedIngest> {
  const sent: SentRequest[] = [];
  const ingest = await createLocalIngest({
    auth: script.requires_tenant,
    now,
    answer: ({ index, ...request }) => {
      sent.push(request);
      return refusal(script, request) ?? plannedAnswer(script.answers[index], request);
    },
  });
  return { ...ingest, sent };
}

/** Ids of the generations of an export request, in order. */
export function sentIds({ transport, body }: Pick<SentRequest, "transport" | "body">): readonly string[] {
  if (transport === "grpc") return fromBinary(ExportGenerationsRequestSchema, body).generations.map(({ id }) => id);
  const request = JSON.parse(new TextDecoder().decode(body)) as { generations?: readonly { id?: string }[] };
  return (request.generations ?? []).map(({ id }) => id ?? "");
}

/** A success with these results in place of the ingest's own. */
export function answerWithItems(request: SentRequest, items: readonly ScriptedItem[]): ScriptedAnswer {
  const ids = sentIds(request);
  const results = items.map(({ id, ...item }, index) => ({ generation_id: id ?? ids[index], ...item }));
  if (request.transport === "http") {
    return { kind: "http", status: 202, body: JSON.stringify(results.length === 0 ? {} : { results }) };
  }
  const message = create(ExportGenerationsResponseSchema, {
    results: results.map(({ generation_id, accepted, error }) => ({
      generationId: generation_id ?? "",
      accepted: accepted ?? false,
      error: error ?? "",
    })),
  });
  return { kind: "grpc", code: status.OK, message: toBinary(ExportGenerationsResponseSchema, message) };
}

function refusal({ refuses, max_request_bytes: max }: IngestScript, request: SentRequest): ScriptedAnswer | undefined {
  const isHttp = request.transport === "http";
  const bytes = request.body.byteLength;
  if (max !== undefined && bytes > max) {
    return isHttp
      ? { kind: "http", status: 413 }
      : {
          kind: "grpc",
          code: status.RESOURCE_EXHAUSTED,
          details: `grpc: received message larger than max (${bytes} vs. ${max})`,
        };
  }
  const bad = sentIds(request).find((id) => refuses.includes(id));
  if (bad === undefined) return undefined;
  const text = `${bad} is refused`;
  return isHttp
    ? { kind: "http", status: 400, body: text }
    : { kind: "grpc", code: status.INVALID_ARGUMENT, details: text };
}

function plannedAnswer(
  answer: IngestScript["answers"][number] | undefined,
  request: SentRequest,
): ScriptedAnswer | undefined {
  if (answer === undefined || "accept" in answer) return undefined;
  if ("items" in answer) return answerWithItems(request, answer.items);
  if ("lost" in answer) return { kind: "reset", afterHandling: true };
  if ("hang" in answer) return { kind: "hang" };
  const { http, grpc } = answer;
  if (request.transport === "http") return { kind: "http", ...http };
  return createGrpcAnswer(grpc.status, grpc.details, grpc.retry_info_ms);
}
