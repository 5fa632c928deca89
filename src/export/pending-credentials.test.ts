// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import { createDelivery } from "../client/testing/create-delivery.js";
import { createLocalIngest } from "../local/index.js";
import { createGate } from "../testing-support/gate.js";
import { isWaitingForCredentials, waitForCredentials } from "./pending-credentials.js";

it("knows attempts that wait for their credentials", async () => {
  const { signal } = new AbortController();
  const gate = createGate();
  const waiting = waitForCredentials(
    signal,
    gate.opened.then(() => "token"),
  );
  expect(isWaitingForCredentials(signal)).toBe(true);
  gate.open();
  expect([await waiting, isWaitingForCredentials(signal)]).toEqual(["token", false]);
  await expect(waitForCredentials(signal, Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(isWaitingForCredentials(signal)).toBe(false);
});

it.each(["http", "grpc"] as const)(
  "a function that never gives them fails as one that throws, over %s",
  async (protocol) => {
    await using ingest = await createLocalIngest();
    const endpoint = protocol === "grpc" ? ingest.grpcTarget : ingest.httpUrl;
    const { delivery, accept, drops } = createDelivery({
      generationExport: { protocol, endpoint, timeoutMs: 20, headers: () => new Promise<never>(() => undefined) },
    });
    accept("a");
    await delivery.shutdown({});
    expect(drops.map(({ reason, error }) => [reason, error.code, error.details])).toEqual([
      ["auth", "auth", { fault: "credentials" }],
    ]);
    expect(drops[0]?.error.message).toContain("headers or auth of generationExport gave no value within 20 ms");
  },
);
