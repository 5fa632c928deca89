// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import { createSigilError } from "../errors/sigil-error.js";
import { readSpecRows } from "../testing-support/spec-rows.js";
import { Account } from "./account.js";

it("starts at zero with every drop reason of the spec", () => {
  const reasons = readSpecRows<{ value: string }>("errors", "drop_reasons").map((row) => [row.value, 0]);
  expect(new Account({ add: () => undefined }).counts()).toEqual({
    recorded: 0,
    delivered: 0,
    duplicates: 0,
    notExported: 0,
    dropped: Object.fromEntries(reasons),
    retried: 0,
  });
});

it("counts for itself and for the metrics", () => {
  const added: unknown[][] = [];
  const account = new Account({ add: (...args) => void added.push(args) });
  const error = createSigilError("queue_full");
  account.countRecorded();
  account.countDelivered(false);
  account.countDelivered(true);
  account.countNotExported();
  account.countRetried(7);
  account.countDropped("queue_full", 1, createSigilError("internal"));
  account.countDropped("shutdown", 3, error);
  const { delivered, droppedTotal, lastError } = account;
  expect({ counts: account.counts(), delivered, droppedTotal, lastError, added }).toEqual({
    counts: {
      recorded: 1,
      delivered: 2,
      duplicates: 1,
      notExported: 1,
      dropped: expect.objectContaining({ queue_full: 1, shutdown: 3, auth: 0 }),
      retried: 7,
    },
    delivered: 2,
    droppedTotal: 4,
    lastError: error,
    added: [
      ["generationsRecorded", 1],
      ["generationsDelivered", 1],
      ["generationsDelivered", 1],
      ["generationsDuplicate", 1],
      ["generationsNotExported", 1],
      ["generationsRetried", 7],
      ["generationsDropped", 1, "queue_full"],
      ["generationsDropped", 3, "shutdown"],
    ],
  });
});

it("gives counts that later ones do not change", () => {
  const account = new Account({ add: () => undefined });
  const before = account.counts();
  account.countDropped("auth", 1, createSigilError("internal"));
  expect(before.dropped.auth).toBe(0);
});
