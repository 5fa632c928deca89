// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { readSpecRows } from "../testing-support/spec-rows.js";
import { classifyHttpStatus, classifyItem, findGrpcAnswer, type GrpcCondition } from "./classify-answer.js";

/** Classes by hand from contract faults.1; `*` marks statuses whose Retry-After counts. */
const HTTP: readonly (readonly [string, readonly number[]])[] = [
  ["done", [200, 201, 202, 204, 226, 250, 299]],
  ["redirect", [300, 301, 302, 303, 304, 307, 308, 350, 399]],
  ["bisect", [400, 422]],
  ["auth", [401, 403]],
  ["split", [413]],
  ["retry*", [408, 429, 500, 502, 503, 504, 506, 507, 511, 520, 529, 530, 599]],
  ["permanent", [402, 404, 405, 406, 407, 409, 410, 411, 412, 414, 415, 421, 423, 428, 430, 431, 451, 499, 501, 505]],
  ["bad_response", [100, 101, 103, 199, 600, 601, 999]],
  ["permanent", [0, 99, 1000, Number.NaN]],
];

describe("classifyHttpStatus", () => {
  it.each(HTTP.flatMap(([expected, statuses]) => statuses.map((status) => [status, expected] as const)))(
    "%i is %s",
    (status, expected) => {
      const { class: answerClass, honoursRetryAfter } = classifyHttpStatus(status);
      expect(`${answerClass}${honoursRetryAfter ? "*" : ""}`).toBe(expected);
    },
  );

  it("takes both ends of every row, as far as no row above has them", () => {
    type Row = {
      readonly id: string;
      readonly statuses: readonly (number | readonly [number, number])[];
      readonly class: string;
    };
    const rows = readSpecRows<Row>("errors", "http_answers");
    const has = (row: Row, status: number): boolean =>
      row.statuses.some((entry) =>
        typeof entry === "number" ? entry === status : status >= entry[0] && status <= entry[1],
      );
    const wrong = rows.flatMap((row, index) => {
      const ends = row.statuses.flat();
      const own = ends.filter((status) => !rows.slice(0, index).some((above) => has(above, status)));
      return own
        .filter((status) => classifyHttpStatus(status).class !== row.class)
        .map((status) => `${row.id}: ${status}`);
    });
    expect({ rows: rows.length, wrong }).toEqual({ rows: 10, wrong: [] });
  });
});

/** Code, text and conditions of an answer, and the class and hint by hand from the contract and the design. */
const GRPC: readonly (readonly [
  status: number,
  text: string,
  conditions: readonly GrpcCondition[],
  expected: string,
])[] = [
  [0, "", [], "OK done none"],
  [1, "", [], "CANCELLED retry retry_info"],
  [2, "boom", [], "UNKNOWN permanent none"],
  [2, "", ["no_server_status"], "UNKNOWN retry none"],
  [2, "", ["no_server_status", "http_413"], "UNKNOWN split none"],
  [3, "", [], "INVALID_ARGUMENT bisect none"],
  [4, "", [], "DEADLINE_EXCEEDED retry retry_info"],
  [5, "", [], "NOT_FOUND permanent none"],
  [6, "", [], "ALREADY_EXISTS permanent none"],
  [7, "", [], "PERMISSION_DENIED auth none"],
  [8, "quota exceeded", [], "RESOURCE_EXHAUSTED retry none"],
  [8, "quota exceeded", ["retry_info"], "RESOURCE_EXHAUSTED retry retry_info"],
  [8, "grpc: received message larger than max (2 vs. 1)", [], "RESOURCE_EXHAUSTED split none"],
  [8, "Message Too Large", ["retry_info"], "RESOURCE_EXHAUSTED split none"],
  [8, "received message larger than max", ["own_limit"], "RESOURCE_EXHAUSTED response_too_large none"],
  [9, "", [], "FAILED_PRECONDITION permanent none"],
  [10, "", [], "ABORTED retry retry_info"],
  [11, "", [], "OUT_OF_RANGE retry retry_info"],
  [12, "", [], "UNIMPLEMENTED permanent none"],
  [13, "nil pointer", [], "INTERNAL permanent none"],
  [13, "", ["no_server_status"], "INTERNAL retry none"],
  [13, "", ["no_server_status", "http_413"], "INTERNAL split none"],
  [13, "grpc: error unmarshalling request", [], "INTERNAL bisect none"],
  [13, "Error Deserializing request", [], "INTERNAL bisect none"],
  [14, "", [], "UNAVAILABLE retry retry_info"],
  [15, "", [], "DATA_LOSS retry retry_info"],
  [16, "", [], "UNAUTHENTICATED auth none"],
  [17, "", [], "undefined undefined undefined"],
  [-1, "", [], "undefined undefined undefined"],
];

describe("findGrpcAnswer", () => {
  it.each(GRPC)("%i %j with %j is %s", (status, text, conditions, expected) => {
    const row = findGrpcAnswer(status, text, new Set(conditions));
    expect(`${row?.name} ${row?.class} ${row?.hint}`).toBe(expected);
  });

  it("has a case here for every row of the spec", () => {
    const rows = readSpecRows<{ status: string }>("errors", "grpc_answers");
    const reached = new Set(
      GRPC.map(([status, text, conditions]) => findGrpcAnswer(status, text, new Set(conditions))),
    );
    reached.delete(undefined);
    expect(reached.size).toBe(rows.length);
  });
});

describe("classifyItem", () => {
  it.each([
    ["generation already exists", "duplicate"],
    ["ERROR: Generation Already Exists (tenant a)", "duplicate"],
    ["persist generation: Error 1062: Duplicate entry 'a' for key", "duplicate"],
    ["persist generation: disk is full", "retry"],
    ["Persist Generation: disk is full", "retry"],
    ["refused to persist generation: bad", "permanent"],
    ["context deadline exceeded", "retry"],
    ["rpc: Context Deadline Exceeded", "retry"],
    ["Deadlock found", "retry"],
    ["Lock wait timeout exceeded", "retry"],
    ["driver: bad connection", "retry"],
    ["generation.mode is invalid", "permanent"],
    ["", "permanent"],
  ])("%j is %s", (text, expected) => {
    expect(classifyItem(text)).toBe(expected);
  });
});
