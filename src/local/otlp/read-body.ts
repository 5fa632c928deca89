// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";

/** Why a body is refused, as an HTTP status with a text. */
export class RefusedBody extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "RefusedBody";
    this.status = status;
  }
}

/**
 * Reads a body that is at most so long, as it is sent and after decompression. Throws {@link RefusedBody} for a longer one and
 * for an encoding that is neither gzip nor none; rejects with the stream's error when the client goes away.
 */
export async function readBoundedBody(message: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  const encoding = message.headers["content-encoding"] ?? "identity";
  const body = Buffer.concat(chunks);
  if (encoding === "identity") return body;
  if (encoding !== "gzip") throw new RefusedBody(415, `content encoding ${encoding} is not supported; use gzip`);
  return await inflate(body, maxBytes);
}

async function inflate(body: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  try {
    return await promisify(gunzip)(body, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(maxBytes);
    throw new RefusedBody(400, "the body is not gzip");
  }
}

function tooLarge(maxBytes: number): RefusedBody {
  return new RefusedBody(413, `the body has more than ${maxBytes} bytes`);
}
