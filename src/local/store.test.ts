// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { createMemoryStore, createStoredGeneration, type StoredGeneration } from "./store.js";
import { buildGeneration, GENERATION_JSON } from "./testing/build-generation.js";

function buildRecord(tenant: string, id: string): StoredGeneration {
  const receivedAt = new Date(0);
  return createStoredGeneration({
    tenant,
    transport: "http",
    receivedAt,
    bytes: 1,
    generation: buildGeneration({ id }),
  });
}

describe("createMemoryStore", () => {
  it("lists records in the order of arrival, for all tenants or one", () => {
    const store = createMemoryStore();
    const records = [buildRecord("a", "1"), buildRecord("b", "1"), buildRecord("a", "2")];
    for (const record of records) store.insert(record);
    expect(store.list()).toEqual(records);
    expect(store.list("a")).toEqual([records[0], records[2]]);
    expect(store.list("nobody")).toEqual([]);
  });

  it("finds a record by id, within a tenant or the first of any", () => {
    const store = createMemoryStore();
    const [first, second] = [buildRecord("a", "1"), buildRecord("b", "1")];
    store.insert(first);
    store.insert(second);
    expect(store.get("1")).toBe(first);
    expect(store.get("1", "b")).toBe(second);
    expect(store.get("2")).toBeUndefined();
    expect(store.get("1", "nobody")).toBeUndefined();
  });
});

describe("createStoredGeneration", () => {
  it("offers the message as snake_case proto-JSON and builds it once", () => {
    const record = buildRecord("a", "gen_0123456789abcdef");
    expect(record.json).toEqual(GENERATION_JSON);
    expect(record.json).toBe(record.json);
  });
});
