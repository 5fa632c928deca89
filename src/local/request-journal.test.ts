// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { createRequestJournal } from "./request-journal.js";

const request = { transport: "http", method: "POST", path: "/", headers: { a: "b" }, body: new Uint8Array(3) } as const;

describe("createRequestJournal", () => {
  it("notes requests in the order of arrival and their outcome when it is known", () => {
    const journal = createRequestJournal();
    const first = journal.open(request);
    const second = journal.open({ ...request, path: "/2" });
    second.settle({ kind: "rated", code: 200 });
    expect([first.index, second.index]).toEqual([0, 1]);
    expect(journal.list()).toEqual([
      { transport: "http", method: "POST", path: "/", headers: { a: "b" }, bytes: 3, outcome: { kind: "pending" } },
      {
        transport: "http",
        method: "POST",
        path: "/2",
        headers: { a: "b" },
        bytes: 3,
        outcome: { kind: "rated", code: 200 },
      },
    ]);
  });

  it("forgets the oldest entries beyond 10,000 and still counts on", () => {
    const journal = createRequestJournal();
    const first = journal.open(request);
    for (let count = 1; count <= 10_000; count += 1) journal.open(request);
    first.settle({ kind: "aborted" });
    expect(journal.list()).toHaveLength(10_000);
    expect(journal.list().filter((entry) => entry.outcome.kind === "aborted")).toEqual([]);
    expect(journal.open(request).index).toBe(10_001);
  });
});
