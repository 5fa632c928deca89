// SPDX-License-Identifier: Apache-2.0
import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { Metadata, status as Status } from "@grpc/grpc-js";
import {
  type ExportGenerationsRequest,
  ExportGenerationsRequestSchema,
  ExportGenerationsResponseSchema,
} from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
import { describeError } from "./describe-error.js";
import { createExportOutcome } from "./export-outcome.js";
import { MAX_NESTING, TENANT_HEADER } from "./facts.js";
import type { IngestContext } from "./ingest-context.js";
import type { CompleteRequest, RequestOutcome } from "./request-journal.js";
import type { ScriptedGrpcAnswer, ScriptedHttpAnswer } from "./scripted-answer.js";
import { resolveTenant } from "./tenant.js";

/** What a call is answered with, and what the journal says about it. */
export interface GrpcAnswer {
  readonly code: number;
  readonly details: string;
  readonly trailers: Metadata;
  readonly message: Uint8Array;
  readonly outcome: RequestOutcome;
}

/** Handles an export call as the ingest would; never throws for what a client sends. */
export function routeGrpcRequest(request: CompleteRequest, context: IngestContext): GrpcAnswer {
  const { body } = request;
  const max = context.options.maxGrpcMessageBytes;
  if (body.byteLength > max) {
    return createRefusal(
      Status.RESOURCE_EXHAUSTED,
      `grpc: received message larger than max (${body.byteLength} vs. ${max})`,
    );
  }
  let decoded: ExportGenerationsRequest;
  try {
    decoded = fromBinary(ExportGenerationsRequestSchema, body, { recursionLimit: MAX_NESTING });
  } catch (error) {
    return createRefusal(Status.INTERNAL, `grpc: error unmarshalling request: ${describeError(error)}`);
  }
  const resolution = resolveTenant(request.headers[TENANT_HEADER], context.options);
  if (!resolution.ok) return createRefusal(Status.UNAUTHENTICATED, resolution.text);
  const response = context.ingestBatch(decoded, { tenant: resolution.tenant, transport: "grpc" });
  const message = toBinary(ExportGenerationsResponseSchema, response);
  if (message.byteLength > max) {
    return createRefusal(
      Status.RESOURCE_EXHAUSTED,
      `grpc: trying to send message larger than max (${message.byteLength} vs. ${max})`,
    );
  }
  return {
    code: Status.OK,
    details: "",
    trailers: new Metadata(),
    message,
    outcome: createExportOutcome(Status.OK, response),
  };
}

/** An answer that refuses the whole call. */
export function createRefusal(code: number, details: string): GrpcAnswer {
  return {
    code,
    details,
    trailers: new Metadata(),
    message: new Uint8Array(),
    outcome: { kind: "refused", code, text: details },
  };
}

/** The answer that a script asks for. */
export function createScriptedGrpcAnswer(script: ScriptedGrpcAnswer | ScriptedHttpAnswer): GrpcAnswer {
  if (script.kind !== "grpc") throw new TypeError("an HTTP answer was scripted for a gRPC call");
  const trailers = new Metadata();
  for (const [key, value] of Object.entries(script.trailers ?? {})) {
    trailers.add(key, typeof value === "string" ? value : Buffer.from(value));
  }
  return {
    code: script.code,
    details: script.details ?? "",
    trailers,
    message: script.message ?? new Uint8Array(),
    outcome: { kind: "scripted", answer: script },
  };
}
