// SPDX-License-Identifier: Apache-2.0
import http2 from "node:http2";
import { describe, expect, it } from "vitest";
import { createLocalIngest } from "../local/index.js";
import { findClosedPort, startHttp, startTcp } from "../testing-support/loopback.js";
import { createHttpTransport as createFetchTransport } from "../transport/fetch.js";
import { ResponseTooLargeError } from "../transport/http-transport.js";
import { createHttp2Unary } from "../transport/http2-unary.js";
import { createHttpTransport as createNodeTransport } from "../transport/node-http.js";
import { send } from "../transport/testing/send-request.js";
import { toConnectionFault } from "./connection-fault.js";
import { createFailure } from "./export-failure.js";

function faultOf(error: unknown): string {
  const { class: answerClass, error: sigilError } = toConnectionFault(error);
  return `${answerClass} ${sigilError.details["fault"]}`;
}

const withCode = (code: string, more: object = {}): Error => Object.assign(new Error("boom"), { code, ...more });

describe("toConnectionFault", () => {
  it.each([
    ["ENOTFOUND", "retry dns"],
    ["EAI_AGAIN", "retry dns"],
    ["ECONNREFUSED", "retry connect"],
    ["EHOSTUNREACH", "retry connect"],
    ["ENETUNREACH", "retry connect"],
    ["ETIMEDOUT", "retry timeout"],
    ["UND_ERR_CONNECT_TIMEOUT", "retry timeout"],
    ["ECONNRESET", "retry reset"],
    ["EPIPE", "retry reset"],
    ["ERR_HTTP2_STREAM_ERROR", "retry reset"],
    ["ERR_HTTP2_GOAWAY_SESSION", "retry reset"],
    ["HPE_INVALID_CONSTANT", "retry malformed"],
    ["HPE_HEADER_OVERFLOW", "retry malformed"],
    ["UND_ERR_HEADERS_OVERFLOW", "retry malformed"],
    ["ERR_HTTP2_ERROR", "retry malformed"],
    ["Z_DATA_ERROR", "retry content_encoding"],
    ["EPROTO", "retry tls"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "retry tls"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "retry tls"],
    ["CERT_HAS_EXPIRED", "retry tls"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "retry tls"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "retry tls"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "retry tls"],
    ["UND_ERR_SOCKET", "retry closed_early"],
    ["SOMETHING_NEW", "retry closed_early"],
  ])("takes %s for %s, directly and as the cause that fetch hides", (code, expected) => {
    const hidden = new TypeError("fetch failed", { cause: withCode(code) });
    expect([faultOf(withCode(code)), faultOf(hidden)]).toEqual([expected, expected]);
  });

  it.each([
    ["an error without a code", new Error("boom"), "retry closed_early"],
    ["text", "boom", "retry closed_early"],
    ["nothing", undefined, "retry closed_early"],
    ["a code that is no text", Object.assign(new Error("boom"), { code: 23 }), "retry closed_early"],
    ["an answer that is too long", new ResponseTooLargeError(9), "response_too_large response_too_large"],
    ["a kept connection that was reset", withCode("ECONNRESET", { isReusedSocket: true }), "resend stale_connection"],
    [
      "a kept connection that was closed",
      Object.assign(new Error("hang up"), { isReusedSocket: true }),
      "resend stale_connection",
    ],
    ["a kept connection that timed out", withCode("ETIMEDOUT", { isReusedSocket: true }), "retry timeout"],
    ["a fresh connection that was reset", withCode("ECONNRESET", { isReusedSocket: false }), "retry reset"],
  ])("takes %s as %s", (_, error, expected) => {
    expect(faultOf(error)).toBe(expected);
  });

  it("passes on what is classified already", () => {
    const failure = createFailure("auth", "no token");
    expect(toConnectionFault(failure)).toBe(failure);
  });

  it("names code and text once", () => {
    const messages = [withCode("EPIPE"), Object.assign(new Error("write EPIPE"), { code: "EPIPE" }), new Error("")].map(
      (error) => toConnectionFault(error).error.message,
    );
    expect(messages).toEqual([
      "sigil: generation export failed: EPIPE: boom",
      "sigil: generation export failed: write EPIPE",
      "sigil: generation export failed: ",
    ]);
  });
});

describe.each([
  ["node:http", createNodeTransport],
  ["fetch", createFetchTransport],
])("a failure of %s", (_, createTransport) => {
  async function failure(url: string): Promise<{ fault: string; message: string }> {
    const transport = createTransport();
    const error = await send(transport, url).catch((thrown: unknown) => thrown);
    transport.close();
    return { fault: faultOf(error), message: toConnectionFault(error).error.message };
  }

  it("names the address that refuses the connection", async () => {
    const host = await findClosedPort();
    expect(await failure(`http://${host}`)).toEqual({
      fault: "retry connect",
      message: `sigil: generation export failed: connect ECONNREFUSED ${host}; is an ingest listening at generationExport.endpoint?`,
    });
  });

  it("hints at the scheme when TLS meets plain text", async () => {
    await using plain = await startHttp((__, response) => void response.end());
    const { fault, message } = await failure(`https://${plain.host}`);
    expect(fault).toBe("retry tls");
    expect(message).toMatch(/; the endpoint does not speak TLS, use http:\/\/ if that is right$/);
  });

  it("is a passing one when something else answers, or nobody", async () => {
    const answers = ["SSH-2.0-OpenSSH_9.2\r\n", "", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"];
    const classes = await Promise.all(
      answers.map(async (answer) => {
        await using server = await startTcp((socket) => socket.once("data", () => socket.end(answer)));
        return (await failure(`http://${server.host}`)).fault.split(" ")[0];
      }),
    );
    expect(classes).toEqual(["retry", "retry", "retry"]);
  });
});

it("hints at the protocol when an HTTP/2 server answers to HTTP/1, and the other way round", async () => {
  await using ingest = await createLocalIngest();
  const wrongPort = await send(createNodeTransport(), `http://${ingest.grpcTarget}`).catch((thrown: unknown) => thrown);
  const transport = createHttp2Unary(http2, ingest.httpUrl);
  const request = { path: "/", headers: {}, message: [], signal: new AbortController().signal, maxResponseBytes: 9 };
  const wrongProtocol = await transport.call(request).catch((thrown: unknown) => thrown);
  transport.close();
  const outcomes = [wrongPort, wrongProtocol].map((error) => [faultOf(error), toConnectionFault(error).error.message]);
  expect(outcomes).toEqual([
    ["retry malformed", expect.stringMatching(/; the endpoint speaks HTTP\/2, use its HTTP port or protocol grpc$/)],
    [
      "retry malformed",
      expect.stringMatching(/; the endpoint does not speak HTTP\/2, use its gRPC port or protocol http$/),
    ],
  ]);
});

it("hints at the scheme when a TLS server answers to plain text", async () => {
  await using tls = await startTcp((socket) => {
    // An alert: unexpected message.
    socket.once("data", () => socket.end(Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x0a])));
  });
  const error = await send(createNodeTransport(), `http://${tls.host}`).catch((thrown: unknown) => thrown);
  expect({ fault: faultOf(error), message: toConnectionFault(error).error.message }).toEqual({
    fault: "retry malformed",
    message: expect.stringMatching(/; the endpoint speaks TLS, use https:\/\/$/),
  });
});
