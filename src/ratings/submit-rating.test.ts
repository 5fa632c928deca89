// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { ConversationRatingInput } from "../../generated/ts/models.js";
import type { SigilClientOptions } from "../../generated/ts/options.js";
import { SigilClient } from "../client/sigil-client.js";
import { createLocalIngest } from "../local/index.js";
import type { LocalRequest } from "../local/scripted-answer.js";

const RATING: ConversationRatingInput = { ratingId: "rating-1", rating: "CONVERSATION_RATING_VALUE_BAD" };
const NOW = new Date("2026-03-01T10:00:00Z");

function createClient(endpoint: string, options: SigilClientOptions = {}): SigilClient {
  return new SigilClient({
    api: { endpoint },
    ...options,
    generationExport: { protocol: "none", ...options.generationExport },
  });
}

function sigilError(code: string, message: string): Error {
  return expect.objectContaining({ name: "SigilError", code, message }) as Error;
}

/** An ingest that notes the requests as they came. */
async function startIngest(
  auth = false,
): Promise<{ url: string; requests: LocalRequest[]; ratings: () => readonly unknown[] } & AsyncDisposable> {
  const requests: LocalRequest[] = [];
  const ingest = await createLocalIngest({
    auth,
    now: () => NOW,
    answer: (request) => {
      requests.push(request);
      return undefined;
    },
  });
  return {
    url: ingest.httpUrl,
    requests,
    ratings: () => ingest.ratings.list(),
    [Symbol.asyncDispose]: () => ingest.close(),
  };
}

describe("submitConversationRating", () => {
  it.each([null, "soon", { timeoutMs: Number.NaN, signal: {} }])("takes options of %j for none", async (options) => {
    await using ingest = await startIngest();
    await using client = createClient(ingest.url);
    await client.submitConversationRating("conv-1", RATING, options as never);
    expect(ingest.ratings()).toHaveLength(1);
  });

  it("posts exactly what was given and returns what the API stored", async () => {
    await using ingest = await startIngest();
    await using client = createClient(`${ingest.url}/some/path`);
    const result = await client.submitConversationRating(" conv 1 ", {
      ...RATING,
      ratingId: " rating-1 ",
      comment: "  not helpful\n",
      metadata: { channel: "assistant-ui", at: NOW },
      generationId: " gen-1",
      raterId: "user-1 ",
      source: " web ",
    });
    expect(result).toEqual({
      rating: {
        ratingId: "rating-1",
        conversationId: "conv 1",
        generationId: "gen-1",
        rating: "CONVERSATION_RATING_VALUE_BAD",
        comment: "not helpful",
        metadata: { channel: "assistant-ui", at: "2026-03-01T10:00:00.000Z" },
        raterId: "user-1",
        source: "web",
        createdAt: NOW,
      },
      summary: {
        totalCount: 1,
        goodCount: 0,
        badCount: 1,
        latestRating: "CONVERSATION_RATING_VALUE_BAD",
        latestRatedAt: NOW,
        latestBadAt: NOW,
        hasBadRating: true,
      },
    });
    expect(
      ingest.requests.map(({ method, path, body }) => ({
        method,
        path,
        body: JSON.parse(new TextDecoder().decode(body)),
      })),
    ).toEqual([
      {
        method: "POST",
        path: "/api/v1/conversations/conv%201/ratings",
        body: {
          rating_id: "rating-1",
          rating: "CONVERSATION_RATING_VALUE_BAD",
          comment: "not helpful",
          metadata: { channel: "assistant-ui", at: "2026-03-01T10:00:00.000Z" },
          generation_id: "gen-1",
          rater_id: "user-1",
          source: "web",
        },
      },
    ]);
  });

  it("sends neither blank texts nor empty metadata", async () => {
    await using ingest = await startIngest();
    await using client = createClient(ingest.url);
    await client.submitConversationRating("conv-1", {
      ...RATING,
      comment: " ",
      metadata: {},
      generationId: "",
      raterId: "  ",
      source: undefined,
    });
    expect(ingest.requests.map(({ body }) => new TextDecoder().decode(body))).toEqual([
      '{"rating_id":"rating-1","rating":"CONVERSATION_RATING_VALUE_BAD"}',
    ]);
  });

  it("sends the export's headers and credentials, whatever the export's protocol", async () => {
    await using ingest = await startIngest(true);
    await using client = createClient(ingest.url, {
      generationExport: {
        protocol: "grpc",
        endpoint: "localhost:1",
        headers: { "X-Team": () => "search" },
        auth: { mode: "basic", tenantId: "team-a", basicPassword: "secret" },
      },
    });
    await client.submitConversationRating("conv-1", RATING);
    const [request] = ingest.requests;
    const {
      "content-type": type,
      "x-team": team,
      "x-scope-orgid": tenant,
      authorization,
      "user-agent": agent,
    } = request?.headers ?? {};
    expect({ type, team, tenant, authorization }).toEqual({
      type: "application/json",
      team: "search",
      tenant: "team-a",
      authorization: "Basic dGVhbS1hOnNlY3JldA==",
    });
    expect(agent).toMatch(/^sigil-sdk-js\/\d/);
  });

  it("replaces half of a pair in texts, since JSON of the API has no place for it", async () => {
    await using ingest = await startIngest();
    await using client = createClient(ingest.url);
    const { rating } = await client.submitConversationRating("conv-\ud83d", { ...RATING, comment: "cut \ud83d" });
    expect([rating.conversationId, rating.comment]).toEqual(["conv-\ufffd", "cut \ufffd"]);
  });

  it("may be repeated with the same content, and not with another one", async () => {
    await using ingest = await startIngest();
    await using client = createClient(ingest.url);
    const first = await client.submitConversationRating("conv-1", RATING);
    expect(await client.submitConversationRating("conv-1", RATING)).toEqual(first);
    await expect(
      client.submitConversationRating("conv-1", { ...RATING, rating: "CONVERSATION_RATING_VALUE_GOOD" }),
    ).rejects.toThrowError(sigilError("rating_conflict", "sigil conversation rating conflict: idempotency conflict"));
  });

  it("copies what it is given before it returns", async () => {
    await using ingest = await startIngest();
    await using client = createClient(ingest.url);
    const input = { ...RATING, comment: "before", metadata: { page: "before" } };
    const submitted = client.submitConversationRating("conv-1", input);
    Object.assign(input, { comment: "after" });
    input.metadata.page = "after";
    const { rating } = await submitted;
    expect([rating.comment, rating.metadata]).toEqual(["before", { page: "before" }]);
  });
});

describe("the capture mode of a rating", () => {
  const cases: readonly [string, SigilClientOptions, string | undefined][] = [
    ["keeps the comment by default", {}, "private"],
    ["keeps the comment in mode full", { contentCapture: "full" }, "private"],
    ["keeps the comment in mode full_with_metadata_spans", { contentCapture: "full_with_metadata_spans" }, "private"],
    ["drops the comment in mode metadata_only of the client", { contentCapture: "metadata_only" }, undefined],
    ["drops the comment when the resolver says so", { contentCaptureResolver: () => "metadata_only" }, undefined],
    ["asks the resolver first", { contentCapture: "metadata_only", contentCaptureResolver: () => "full" }, "private"],
    [
      "shows the rating's metadata to the resolver",
      { contentCaptureResolver: (metadata) => (metadata["tenant"] === "eu" ? "metadata_only" : "full") },
      undefined,
    ],
    [
      "fails closed when the resolver throws",
      {
        contentCaptureResolver: () => {
          throw new Error("broken");
        },
      },
      undefined,
    ],
  ];
  it.each(cases)("%s", async (_, options, comment) => {
    await using ingest = await startIngest();
    await using client = createClient(ingest.url, { logger: {}, ...options });
    const input = { ...RATING, comment: "private", metadata: { tenant: "eu" } };
    const { rating } = await client.submitConversationRating("conv-1", input);
    expect([rating.comment, rating.metadata]).toEqual([comment, { tenant: "eu" }]);
  });

  it("drops the comment before its length is checked", async () => {
    await using ingest = await startIngest();
    await using client = createClient(ingest.url, { contentCapture: "metadata_only" });
    const { rating } = await client.submitConversationRating("conv-1", { ...RATING, comment: "x".repeat(5000) });
    expect(rating.comment).toBeUndefined();
  });
});

describe("a rating that cannot be sent", () => {
  const prefix = "sigil conversation rating validation failed: ";
  // What untyped callers may pass.
  const cases: readonly [string, unknown, unknown, string][] = [
    ["a blank conversation id", "  ", RATING, "conversation_id is required"],
    ["a conversation id with a slash", "team/conv-1", RATING, "conversation_id must not contain a slash"],
    ["the conversation id .", ".", RATING, "conversation_id must not be . or .."],
    ["the conversation id ..", " .. ", RATING, "conversation_id must not be . or .."],
    ["a conversation id that is too long", "c".repeat(256), RATING, "conversation_id must be at most 255 bytes"],
    ["a blank rating id", "conv-1", { ...RATING, ratingId: " " }, "input.rating_id is required"],
    [
      "an unknown verdict",
      "conv-1",
      { ...RATING, rating: "BAD" },
      "input.rating must be one of CONVERSATION_RATING_VALUE_GOOD|CONVERSATION_RATING_VALUE_BAD",
    ],
    [
      "a comment that is too long",
      "conv-1",
      { ...RATING, comment: "é".repeat(2049) },
      "input.comment must be at most 4096 bytes",
    ],
    ["a comment that is no text", "conv-1", { ...RATING, comment: 5 }, "input.comment must be a string"],
    [
      "metadata that is too large",
      "conv-1",
      { ...RATING, metadata: { k: "x".repeat(16_384) } },
      "input.metadata must be at most 16384 bytes of JSON",
    ],
    ["no rating at all", "conv-1", undefined, "input must be"],
  ];
  it.each(cases)("is refused locally: %s", async (_, conversationId, input, problem) => {
    await using ingest = await startIngest();
    await using client = createClient(ingest.url);
    const submitted = client.submitConversationRating(conversationId as string, input as ConversationRatingInput);
    await expect(submitted).rejects.toMatchObject({
      code: "validation",
      message: expect.stringContaining(prefix + problem),
    });
    expect(ingest.requests).toEqual([]);
  });

  it("is refused after shutdown", async () => {
    const client = createClient("http://localhost:1");
    await client.shutdown();
    await expect(client.submitConversationRating("conv-1", RATING)).rejects.toThrowError(
      sigilError("shutdown", "sigil: client is shutting down"),
    );
  });
});
