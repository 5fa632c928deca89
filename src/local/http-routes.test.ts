// SPDX-License-Identifier: Apache-2.0
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { createLocalIngest } from "./local-ingest.js";
import { GENERATION_JSON } from "./testing/build-generation.js";
import { exportOverHttp, jsonAnswer, sendHttp, textAnswer } from "./testing/raw-clients.js";

const EXPORT_PATH = "/api/v1/generations:export";

describe("export over HTTP", () => {
  it("answers 202 with a result per item and omits default values", async () => {
    await using ingest = await createLocalIngest();
    const generations = [GENERATION_JSON, { id: "no-model" }, GENERATION_JSON];
    expect(await exportOverHttp(ingest.httpUrl, { generations })).toEqual(
      jsonAnswer(202, {
        results: [
          { generation_id: GENERATION_JSON.id, accepted: true },
          { generation_id: "no-model", error: "generation.model is required" },
          { generation_id: GENERATION_JSON.id, error: "generation already exists" },
        ],
      }),
    );
    expect(ingest.generations.list().map(({ tenant, transport, json }) => ({ tenant, transport, json }))).toEqual([
      { tenant: "fake", transport: "http", json: GENERATION_JSON },
    ]);
  });

  it.each(["{}", '{"generations":[]}'])("answers %s with an empty object", async (body) => {
    await using ingest = await createLocalIngest();
    expect(await exportOverHttp(ingest.httpUrl, body)).toEqual(jsonAnswer(202, {}));
  });

  it("refuses a whole batch for one unknown field", async () => {
    await using ingest = await createLocalIngest();
    const generations = [GENERATION_JSON, { ...GENERATION_JSON, id: "b", effective_version: "1" }];
    const text = 'proto: cannot decode message sigil.v1.Generation from JSON: key "effective_version" is unknown';
    expect(await exportOverHttp(ingest.httpUrl, { generations })).toEqual(textAnswer(400, text));
    expect(ingest.generations.list()).toEqual([]);
    expect(ingest.requests.list().map((entry) => entry.outcome)).toEqual([{ kind: "refused", code: 400, text }]);
  });

  it.each([
    ["a lone surrogate", String.raw`{"generations":[{"metadata":{"a":"\ud83d"}}]}`, "invalid escape code in string"],
    ["bytes that are not UTF-8", Buffer.from([0x22, 0xff, 0x22]), "invalid UTF-8 in request body"],
  ])("refuses %s", async (_name, body, text) => {
    await using ingest = await createLocalIngest();
    expect(await exportOverHttp(ingest.httpUrl, body)).toEqual(textAnswer(400, `proto: ${text}`));
  });

  it("does not decompress a request", async () => {
    await using ingest = await createLocalIngest();
    const answer = await exportOverHttp(ingest.httpUrl, Buffer.from([0x1f, 0x8b]), { "content-encoding": "gzip" });
    expect(answer.status).toBe(400);
  });

  it.each(["GET", "PUT", "DELETE"])("answers %s with 405", async (method) => {
    await using ingest = await createLocalIngest();
    expect(await sendHttp(ingest.httpUrl, { method, path: EXPORT_PATH })).toEqual(
      textAnswer(405, "method not allowed"),
    );
  });

  it.each(["/", "/api/v1/generations", `${EXPORT_PATH}/`, "/api/v1/conversations"])(
    "answers %s with 404",
    async (path) => {
      await using ingest = await createLocalIngest({ auth: true });
      expect(await sendHttp(ingest.httpUrl, { path })).toEqual(textAnswer(404, "404 page not found"));
    },
  );

  it("finds the path with a query and in escaped form", async () => {
    await using ingest = await createLocalIngest();
    expect(await sendHttp(ingest.httpUrl, { path: "/api/v1/generations%3Aexport?x=1", body: "{}" })).toEqual(
      jsonAnswer(202, {}),
    );
    expect(await sendHttp(ingest.httpUrl, { path: "/%zz" })).toEqual(textAnswer(400, "invalid URL escape"));
  });

  it("takes the tenant from the header when auth is on", async () => {
    await using ingest = await createLocalIngest({ auth: true });
    await exportOverHttp(ingest.httpUrl, { generations: [GENERATION_JSON] }, { "X-Scope-OrgID": "team-a" });
    expect(ingest.generations.list("team-a")).toHaveLength(1);
    expect(await exportOverHttp(ingest.httpUrl, "not JSON")).toEqual(textAnswer(401, "no org id"));
    expect(await exportOverHttp(ingest.httpUrl, "{}", { "X-Scope-OrgID": "a|b" })).toEqual(
      textAnswer(401, "multiple org IDs present"),
    );
  });

  it("ignores the tenant header when auth is off", async () => {
    await using ingest = await createLocalIngest({ defaultTenant: "local" });
    await exportOverHttp(ingest.httpUrl, { generations: [GENERATION_JSON] }, { "X-Scope-OrgID": "team-a" });
    expect(ingest.generations.list().map((record) => record.tenant)).toEqual(["local"]);
  });

  it.each([
    ["gzip", true],
    ["br;q=1, gzip;q=0.5", true],
    ["gzip;q=0", false],
    ["gzip; q=0.0", false],
    ["identity", false],
  ])("compresses the answer to Accept-Encoding %s: %s", async (acceptEncoding, isCompressed) => {
    await using ingest = await createLocalIngest();
    const plain = textAnswer(405, "method not allowed");
    const headers = { "Accept-Encoding": acceptEncoding };
    const answer = await sendHttp(ingest.httpUrl, { method: "GET", path: EXPORT_PATH, headers });
    const encoding = {
      "content-encoding": "gzip",
      "content-length": String(answer.body.length),
      vary: "Accept-Encoding",
    };
    expect(isCompressed ? { ...answer, body: gunzipSync(answer.body) } : answer).toEqual(
      isCompressed ? { ...plain, headers: { ...plain.headers, ...encoding } } : plain,
    );
  });
});

describe("ratings over HTTP", () => {
  const path = "/api/v1/conversations/conv%201/ratings";
  const now = (): Date => new Date("2026-01-01T12:00:00Z");
  const rating = { rating_id: "r1", rating: "CONVERSATION_RATING_VALUE_BAD", comment: "no" };
  const stored = {
    rating_id: "r1",
    conversation_id: "conv 1",
    rating: "CONVERSATION_RATING_VALUE_BAD",
    comment: "no",
    created_at: "2026-01-01T12:00:00Z",
  };

  it("stores a rating, replays it, refuses another under the same id, and lists it", async () => {
    await using ingest = await createLocalIngest({ now });
    const submit = (value: unknown) => sendHttp(ingest.httpUrl, { path, body: JSON.stringify(value) });
    const accepted = jsonAnswer(200, {
      rating: stored,
      summary: {
        total_count: 1,
        good_count: 0,
        bad_count: 1,
        latest_rating: "CONVERSATION_RATING_VALUE_BAD",
        latest_rated_at: "2026-01-01T12:00:00Z",
        latest_bad_at: "2026-01-01T12:00:00Z",
        has_bad_rating: true,
      },
    });
    expect(await submit(rating)).toEqual(accepted);
    expect(await submit(rating)).toEqual(accepted);
    expect(await submit({ ...rating, comment: "yes" })).toEqual(textAnswer(409, "idempotency conflict"));
    expect(await sendHttp(ingest.httpUrl, { method: "GET", path })).toEqual(
      jsonAnswer(200, { items: [stored], next_cursor: "" }),
    );
    expect(ingest.ratings.list()).toEqual([stored]);
  });

  it.each([
    ["an unknown key", path, '{"score":1}', "invalid request body"],
    ["a missing rating id", path, "{}", "rating id is required"],
    ["an id with a slash", "/api/v1/conversations/a%2Fb/ratings", JSON.stringify(rating), "invalid conversation path"],
    ["an empty id", "/api/v1/conversations//ratings", JSON.stringify(rating), "invalid conversation path"],
    ["a blank id", "/api/v1/conversations/%20/ratings", JSON.stringify(rating), "conversation id is required"],
  ])("answers %s with 400", async (_name, ratingPath, body, text) => {
    await using ingest = await createLocalIngest();
    expect(await sendHttp(ingest.httpUrl, { path: ratingPath, body })).toEqual(textAnswer(400, text));
  });

  it("answers 401 without a tenant, 405 to other methods, 404 when ratings are off or the path is another", async () => {
    await using ingest = await createLocalIngest({ auth: true });
    await using without = await createLocalIngest({ ratings: false });
    const headers = { "X-Scope-OrgID": "t" };
    const body = JSON.stringify(rating);
    expect(await sendHttp(ingest.httpUrl, { path, body })).toEqual(textAnswer(401, "no org id"));
    expect(await sendHttp(ingest.httpUrl, { method: "PUT", path, headers })).toEqual(
      textAnswer(405, "method not allowed"),
    );
    expect(await sendHttp(without.httpUrl, { path, body })).toEqual(textAnswer(404, "404 page not found"));
    expect(await sendHttp(ingest.httpUrl, { path: "/api/v1/conversations/c", headers })).toEqual(
      textAnswer(404, "404 page not found"),
    );
  });
});
