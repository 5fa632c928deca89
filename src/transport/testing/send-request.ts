// SPDX-License-Identifier: Apache-2.0
import type { HttpRequest, HttpResponse, HttpTransport } from "../http-transport.js";

const encoder = new TextEncoder();

/** Posts a text, or pieces of one, with these changes. */
export function send(
  transport: HttpTransport,
  url: string,
  body: string | readonly string[] = "{}",
  changes: Partial<HttpRequest> = {},
): Promise<HttpResponse> {
  const pieces = typeof body === "string" ? [body] : body;
  return transport.send({
    url,
    headers: { "Content-Type": "application/json" },
    body: pieces.map((piece) => encoder.encode(piece)),
    signal: new AbortController().signal,
    maxResponseBytes: 1000,
    ...changes,
  });
}

export function textOf({ body }: HttpResponse): string {
  return new TextDecoder().decode(body);
}

/** What a failed request says: the error's name and the codes of it and of its cause. */
export async function failureOf(request: Promise<unknown>): Promise<{ name: string; code: unknown }> {
  try {
    await request;
  } catch (error) {
    const { name, code, cause } = error as Error & { code?: unknown };
    return { name, code: code ?? (cause as { code?: unknown } | undefined)?.code };
  }
  throw new Error("the request did not fail");
}
