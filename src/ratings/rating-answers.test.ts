// SPDX-License-Identifier: Apache-2.0
import { connect, createServer } from "node:net";
import { describe, expect, it } from "vitest";
import type { ConversationRatingInput } from "../../generated/ts/models.js";
import type { SigilClientOptions } from "../../generated/ts/options.js";
import { SigilClient } from "../client/sigil-client.js";
import { createLocalIngest } from "../local/index.js";
import type { ScriptedAnswer } from "../local/scripted-answer.js";

const RATING: ConversationRatingInput = { ratingId: "rating-1", rating: "CONVERSATION_RATING_VALUE_BAD" };
const PREFIX = "sigil conversation rating transport failed: ";

interface Outcome {
  readonly code: unknown;
  readonly message: unknown;
  readonly details: unknown;
  readonly requests: number;
}

/** Submits one rating to an ingest that answers as told. */
async function submitTo(
  answer: ScriptedAnswer,
  options: SigilClientOptions = {},
  input: ConversationRatingInput = RATING,
  call: { timeoutMs?: number; signal?: AbortSignal } = {},
): Promise<Outcome> {
  await using ingest = await createLocalIngest({ answer: () => answer });
  await using client = new SigilClient({
    api: { endpoint: ingest.httpUrl },
    ...options,
    generationExport: { protocol: "none", ...options.generationExport },
  });
  const error: unknown = await client
    .submitConversationRating("conv-1", input, call)
    .catch((reason: unknown) => reason);
  const { code, message, details } = error as Outcome;
  return { code, message, details, requests: ingest.requests.list().length };
}

describe("answers of the ratings API", () => {
  it.each([
    [400, "rating id is too long", "validation", "sigil conversation rating validation failed: rating id is too long"],
    [400, "", "validation", "sigil conversation rating validation failed: HTTP 400"],
    [409, "idempotency conflict", "rating_conflict", "sigil conversation rating conflict: idempotency conflict"],
    [
      401,
      "no org id",
      "rating_transport",
      `${PREFIX}HTTP 401 (check generationExport.auth, whose credentials ratings use): no org id`,
    ],
    [404, "", "rating_transport", `${PREFIX}HTTP 404 (is api.endpoint the address of a Sigil API?)`],
    [500, "out\nof\u001b[31m order", "rating_transport", `${PREFIX}HTTP 500: out of order`],
    [503, " ", "rating_transport", `${PREFIX}HTTP 503`],
  ])("turns status %i with the text %j into %s", async (status, body, code, message) => {
    expect(await submitTo({ kind: "http", status, body })).toEqual({ code, message, details: { status }, requests: 1 });
  });

  it.each(["", "{}", "<html>Sign in</html>", '{"rating":{"rating_id":"rating-1"}}'])(
    "does not take the answer %j for success",
    async (body) => {
      expect(await submitTo({ kind: "http", status: 200, body })).toEqual({
        code: "rating_transport",
        message: `${PREFIX}HTTP 200 without a rating (is api.endpoint the address of a Sigil API?)`,
        details: { status: 200 },
        requests: 1,
      });
    },
  );

  it("does not follow a redirect", async () => {
    await using other = await createLocalIngest();
    const location = `${other.httpUrl}/api/v1/conversations/conv-1/ratings`;
    const outcome = await submitTo({ kind: "http", status: 307, headers: { location } });
    expect(outcome).toEqual({
      code: "rating_transport",
      message: `${PREFIX}HTTP 307`,
      details: { status: 307 },
      requests: 1,
    });
    expect(other.requests.list()).toEqual([]);
  });

  it("repeats neither credentials nor the comment that the server echoes", async () => {
    const input = { ...RATING, comment: "my private words" };
    const body = "token canary-token-123 may not say my private words";
    const { message } = await submitTo(
      { kind: "http", status: 403, body },
      { generationExport: { auth: { mode: "bearer", bearerToken: "canary-token-123" } } },
      input,
    );
    expect(message).toBe(
      `${PREFIX}HTTP 403 (check generationExport.auth, whose credentials ratings use): token *** may not say ***`,
    );
  });

  it("warns of a name that a rating does not have", async () => {
    const lines: string[] = [];
    const misspelt = { ...RATING, coment: "It sent me to the wrong shop." };
    await submitTo({ kind: "http", status: 500, body: "" }, { logger: { warn: (line) => lines.push(line) } }, misspelt);
    expect(lines).toEqual(['sigil: there is no field "coment"; check its spelling']);
  });

  it("does not quote an error of the function that provides credentials", async () => {
    const bearerToken = (): string => {
      throw new Error("canary-token-123 has expired");
    };
    const { code, message, requests } = await submitTo(
      { kind: "hang" },
      { generationExport: { auth: { mode: "bearer", bearerToken } } },
    );
    expect({ code, message, requests }).toEqual({
      code: "rating_transport",
      message: `${PREFIX}generationExport.auth.bearerToken: the function threw Error`,
      requests: 0,
    });
  });

  it("stops reading an answer that is too long", async () => {
    const { code, message } = await submitTo(
      { kind: "http", status: 200, body: "x".repeat(5000) },
      { generationExport: { responseMaxBytes: 1000 } },
    );
    expect(code).toBe("rating_transport");
    const text = /^the answer is longer than 1000 bytes; api\.endpoint is http:\/\/127\.0\.0\.1:\d+$/;
    expect(String(message).slice(PREFIX.length)).toMatch(text);
  });
});

describe("a rating without an answer", () => {
  it("ends at its deadline", async () => {
    expect(await submitTo({ kind: "hang" }, {}, RATING, { timeoutMs: 30 })).toEqual({
      code: "rating_transport",
      message: `${PREFIX}no answer within 30 ms`,
      details: {},
      requests: 1,
    });
  });

  it("ends at its deadline when the function that provides credentials does not return", async () => {
    const headers = (): Promise<Record<string, string>> => new Promise(() => undefined);
    const outcome = await submitTo({ kind: "hang" }, { generationExport: { headers } }, RATING, { timeoutMs: 30 });
    expect([outcome.message, outcome.requests]).toEqual([`${PREFIX}no answer within 30 ms`, 0]);
  });

  it("ends when the caller's signal aborts, and is not sent when it has", async () => {
    const controller = new AbortController();
    const outcome = submitTo({ kind: "hang" }, {}, RATING, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error("closed the page")), 30);
    expect(await outcome).toEqual({ code: "aborted", message: "sigil: rating was aborted", details: {}, requests: 1 });
    const early = await submitTo({ kind: "hang" }, {}, RATING, { signal: AbortSignal.abort() });
    expect([early.code, early.requests]).toEqual(["aborted", 0]);
  });

  it("is tried once when the connection is reset or refused", async () => {
    const reset = await submitTo({ kind: "reset" });
    expect([reset.code, reset.requests]).toEqual(["rating_transport", 1]);
    await using client = new SigilClient({
      api: { endpoint: `127.0.0.1:${await closedPort()}` },
      generationExport: { protocol: "none" },
    });
    await expect(client.submitConversationRating("conv-1", RATING)).rejects.toMatchObject({
      code: "rating_transport",
      message: expect.stringMatching(/transport failed: connect ECONNREFUSED/),
    });
  });
});

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  const port = typeof address === "object" && address !== null ? address.port : 0;
  await expect(
    new Promise((resolve, reject) => connect(port, "127.0.0.1", () => resolve(undefined)).on("error", reject)),
  ).rejects.toThrow("ECONNREFUSED");
  return port;
}

it("warns once when credentials are sent in the clear", async () => {
  const logs: string[] = [];
  await using client = new SigilClient({
    api: { endpoint: "http://0.0.0.0:1" },
    logger: { warn: (line) => void logs.push(line) },
    generationExport: { protocol: "none", auth: { mode: "bearer", bearerToken: "secret" } },
  });
  for (let turn = 0; turn < 2; turn += 1)
    await expect(client.submitConversationRating("conv-1", RATING, { timeoutMs: 1 })).rejects.toMatchObject({
      code: "rating_transport",
    });
  expect(logs).toEqual(["sigil: generationExport.auth is sent in clear text; use an https endpoint"]);
});
