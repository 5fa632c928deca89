// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import { createSigilError } from "../errors/sigil-error.js";
import { readSpecRows } from "../testing-support/spec-rows.js";
import { Account } from "./account.js";

it("starts at zero with every drop reason of the spec", () => {
  const reasons = readSpecRows<{ value: string }>("errors", "drop_reasons").map((row) => [row.value, 0]);
  expect(new Account().counts()).toEqual({
    recorded: 0,
    delivered: 0,
    duplicates: 0,
    notExported: 0,
    dropped: Object.fromEntries(reasons),
    retried: 0,
  });
});

it("adds up, and keeps the error of the latest loss", () => {
  const account = new Account();
  const error = createSigilError("queue_full");
  account.count("recorded");
  account.count("delivered");
  account.count("delivered");
  account.count("duplicates");
  account.count("notExported");
  account.count("retried", 7);
  account.countDropped("queue_full", 1, createSigilError("internal"));
  account.countDropped("shutdown", 3, error);
  const { droppedTotal, lastError } = account;
  expect({ counts: account.counts(), droppedTotal, lastError }).toEqual({
    counts: {
      recorded: 1,
      delivered: 2,
      duplicates: 1,
      notExported: 1,
      dropped: expect.objectContaining({ queue_full: 1, shutdown: 3, auth: 0 }),
      retried: 7,
    },
    droppedTotal: 4,
    lastError: error,
  });
});

it("gives counts that later ones do not change", () => {
  const account = new Account();
  const before = account.counts();
  account.count("recorded");
  account.countDropped("auth", 1, createSigilError("internal"));
  expect([before.recorded, before.dropped.auth]).toEqual([0, 0]);
});
