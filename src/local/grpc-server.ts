// SPDX-License-Identifier: Apache-2.0
import { createServer, type Socket } from "node:net";
import {
  type MetadataValue,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServiceDefinition,
  status as Status,
  type sendUnaryData,
} from "@grpc/grpc-js";
import { GenerationIngestService } from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
import { createRefusal, createScriptedGrpcAnswer, type GrpcAnswer, routeGrpcRequest } from "./grpc-routes.js";
import type { IngestContext } from "./ingest-context.js";
import { closeServer, type ListeningServer, listenOnLoopback } from "./listen.js";
import type { CompleteRequest } from "./request-journal.js";
import { serveRequest } from "./serve-request.js";

const { typeName, method } = GenerationIngestService;
const exportPath = `/${typeName}/${method.exportGenerations.name}`;

/**
 * The service over plain bytes. Messages are decoded in the handler and not by grpc-js, so that refused ones
 * reach the journal and are answered in the ingest's own words.
 */
const definition: ServiceDefinition = {
  [method.exportGenerations.localName]: {
    path: exportPath,
    requestStream: false,
    responseStream: false,
    requestSerialize: Buffer.from,
    requestDeserialize: (bytes) => bytes,
    responseSerialize: Buffer.from,
    responseDeserialize: (bytes) => bytes,
  },
};

/** Hard limit above the ingest's own, which lets the handler see a message that is a little too large. */
const MAX_RECEIVED_BYTES: number = 64 * 1024 * 1024;

/** Starts the gRPC side, without TLS, on a loopback port. */
export async function startGrpcServer(context: IngestContext): Promise<ListeningServer> {
  const sockets = new Map<string, Socket>();
  const grpc = new Server({
    "grpc.max_receive_message_length": MAX_RECEIVED_BYTES,
    "grpc.max_send_message_length": -1,
  });
  grpc.addService(definition, {
    [method.exportGenerations.localName](call: ServerUnaryCall<Buffer, Uint8Array>, done: sendUnaryData<Uint8Array>) {
      const request = createCompleteRequest(call);
      void serveRequest<GrpcAnswer>(
        {
          request,
          handle: () => routeGrpcRequest(request, context),
          createScriptedAnswer: createScriptedGrpcAnswer,
          createFailure: (text) => createRefusal(Status.INTERNAL, text),
          send: (answer) => send(answer, done),
          reset: () => void sockets.get(call.getPeer())?.resetAndDestroy(),
        },
        context,
      );
    },
  });
  // The sockets are ours and handed to grpc-js, since only their owner can reset them.
  const injector = grpc.createConnectionInjector(ServerCredentials.createInsecure());
  const server = createServer((socket) => {
    const peer = `${socket.remoteAddress}:${socket.remotePort}`;
    sockets.set(peer, socket);
    socket.once("close", () => sockets.delete(peer));
    // A broken connection is the client's affair; without a listener it would end the process.
    socket.on("error", () => {});
    injector.injectConnection(socket);
  });
  const port = await listenOnLoopback(server, context.options.grpcPort, "grpcPort");
  return {
    port,
    close() {
      const closed = closeServer(server);
      grpc.forceShutdown();
      injector.destroy();
      for (const socket of sockets.values()) socket.destroy();
      return closed;
    },
  };
}

function send(answer: GrpcAnswer, done: sendUnaryData<Uint8Array>): void {
  if (answer.code === Status.OK) done(null, answer.message, answer.trailers);
  else done({ code: answer.code, details: answer.details, metadata: answer.trailers });
}

function createCompleteRequest(call: ServerUnaryCall<Buffer, Uint8Array>): CompleteRequest {
  const headers: Record<string, string> = {};
  for (const [key, values] of Object.entries(call.metadata.toJSON() as Record<string, MetadataValue[]>)) {
    headers[key] = values.map((value) => (typeof value === "string" ? value : value.toString("base64"))).join(", ");
  }
  return { transport: "grpc", method: "POST", path: exportPath, headers, body: call.request };
}
