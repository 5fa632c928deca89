// SPDX-License-Identifier: Apache-2.0
import { TRANSPORT_FAULTS } from "../../generated/ts/answers.js";
import { findGrpcAnswer, type GrpcCondition } from "../../src/export/classify-answer.js";
import { createGrpcAnswer } from "../receivers/grpc-status.js";
import type { GrpcAnswerData } from "./grpc-answers.js";

/** Class of a gRPC answer that cannot be brought about, from what the client would see of it. */
export function classifyGrpc(answer: GrpcAnswerData): string | undefined {
  const conditions = new Set<GrpcCondition>();
  if (answer.server_status === false) conditions.add("no_server_status");
  if (answer.http_status === 413) conditions.add("http_413");
  if (answer.retry_info_ms !== undefined) conditions.add("retry_info");
  return findGrpcAnswer(createGrpcAnswer(answer.status).code, answer.details ?? "", conditions)?.class;
}

/** Class of a fault that cannot be brought about. */
export function classifyFault(fault: string): string | undefined {
  return Object.entries(TRANSPORT_FAULTS).find(([name]) => name === fault)?.[1];
}
