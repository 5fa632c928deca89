// SPDX-License-Identifier: Apache-2.0
import type { Client, ServiceError } from "@grpc/grpc-js";
import { TRANSPORT_FAULTS } from "../../generated/ts/answers.js";
import { decodeExportResults } from "../../generated/ts/export-results.js";
import { createSigilError } from "../errors/sigil-error.js";
import { joinBinaryRequest } from "../internal/wire/export-request.js";
import { findGrpcAnswer, type GrpcCondition } from "./classify-answer.js";
import { createFailure, createFault, ExportFailure } from "./export-failure.js";
import type { ItemResult, ProtobufExporter } from "./generation-exporter.js";

export interface GrpcExporterOptions {
  /** `host:port`. */
  readonly target: string;
  readonly isPlaintext: boolean;
  /** `/sigil.v1.GenerationIngestService/ExportGenerations`. */
  readonly method: string;
  readonly headers: () => Promise<Readonly<Record<string, string>>>;
  readonly userAgent: string;
  readonly maxMessageBytes: number;
}

type GrpcModule = typeof import("@grpc/grpc-js");

/** Sends batches over one gRPC channel. `@grpc/grpc-js` is an optional peer: it is imported with the first batch. */
export function createGrpcExporter(options: GrpcExporterOptions): ProtobufExporter {
  let channel: Promise<{ grpc: GrpcModule; client: Client }> | undefined;
  return {
    format: "protobuf",
    export: async (batch, { signal }) => {
      channel ??= openChannel(options);
      const { grpc, client } = await channel;
      return call(grpc, client, options, batch, await options.headers(), signal);
    },
    shutdown: async () => {
      const open = await channel?.catch(() => undefined);
      open?.client.close();
    },
  };
}

async function openChannel(options: GrpcExporterOptions): Promise<{ grpc: GrpcModule; client: Client }> {
  const grpc = await loadGrpc();
  const credentials = options.isPlaintext ? grpc.credentials.createInsecure() : grpc.credentials.createSsl();
  const client = new grpc.Client(options.target, credentials, {
    "grpc.primary_user_agent": options.userAgent,
    "grpc.max_send_message_length": options.maxMessageBytes,
    "grpc.max_receive_message_length": options.maxMessageBytes,
    // Retries are the client's own: it knows the answer classes, and repeats are safe by generation id.
    "grpc.enable_retries": 0,
  });
  return { grpc, client };
}

async function loadGrpc(): Promise<GrpcModule> {
  try {
    return await import("@grpc/grpc-js");
  } catch (cause) {
    throw new ExportFailure(TRANSPORT_FAULTS.missing_dependency, createSigilError("missing_dependency", { package: "@grpc/grpc-js" }, { cause }));
  }
}

function call(
  grpc: GrpcModule,
  client: Client,
  options: GrpcExporterOptions,
  batch: readonly Uint8Array[],
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<readonly ItemResult[]> {
  return new Promise((resolve, reject) => {
    const metadata = new grpc.Metadata();
    for (const [name, value] of Object.entries(headers)) metadata.set(name.toLowerCase(), value);
    // The records are encoded already: both serializers pass bytes through.
    const identity = (bytes: Buffer): Buffer => bytes;
    const request = joinBinaryRequest(batch);
    const unary = client.makeUnaryRequest(options.method, identity, identity, toBuffer(request), metadata, (error, answer) => {
      signal.removeEventListener("abort", cancel);
      if (error !== null) reject(toFailure(grpc, error));
      else resolve(readAnswer(answer));
    });
    const cancel = (): void => unary.cancel();
    signal.addEventListener("abort", cancel, { once: true });
    if (signal.aborted) cancel();
  });
}

function readAnswer(answer: Uint8Array | undefined): readonly ItemResult[] {
  try {
    return decodeExportResults(answer ?? new Uint8Array());
  } catch (cause) {
    throw createFault("unexpected_body", "the ingest answered with unreadable bytes", cause);
  }
}

function toFailure(grpc: GrpcModule, error: ServiceError): ExportFailure {
  const answer = findGrpcAnswer(error.code, error.details, conditionsOf(error));
  const problem = `the ingest answered gRPC ${grpc.status[error.code] ?? error.code}: ${error.details}`;
  return createFailure(answer?.class ?? "permanent", problem, { details: { status: error.code } });
}

/** What neither the status nor its text says; see the conditions of `grpc_answers` in spec/errors.yaml. */
function conditionsOf(error: ServiceError): ReadonlySet<GrpcCondition> {
  const conditions = new Set<GrpcCondition>();
  if (error.metadata.get("grpc-status-details-bin").length > 0) conditions.add("retry_info");
  // grpc-js makes up a status, with these words, when the server sent none.
  if (/^Received RST_STREAM|^Stream removed|HTTP status|no grpc-status/i.test(error.details)) conditions.add("no_server_status");
  if (/HTTP status code 413|\b413\b.*HTTP|HTTP.*\b413\b/i.test(error.details)) conditions.add("http_413");
  if (/^Received message larger than max/i.test(error.details)) conditions.add("own_limit");
  return conditions;
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
