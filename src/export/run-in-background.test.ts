// SPDX-License-Identifier: Apache-2.0
import { AsyncLocalStorage } from "node:async_hooks";
import { context, createContextKey, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SigilClientOptions } from "../../generated/ts/options.js";
import { SigilClient } from "../client/sigil-client.js";
import { currentScope, withContext } from "../context/recording-context.js";
import { createLocalIngest } from "../local/index.js";
import { createTestClient } from "../testing-support/create-test-client.js";
import { GENERATION_START } from "../testing-support/recording-inputs.js";
import { runInBackground } from "./run-in-background.js";

beforeAll(() => void context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
afterAll(() => context.disable());

const store = new AsyncLocalStorage<string>();
const SUPPRESS_TRACING = createContextKey("OpenTelemetry SDK Context Key SUPPRESS_TRACING");

/** What code sees of the request that it runs in. */
function seen(): unknown {
  return {
    store: store.getStore(),
    userId: currentScope().context.userId,
    hasSpan: trace.getActiveSpan() !== undefined,
    isSuppressed: context.active().getValue(SUPPRESS_TRACING) === true,
  };
}

const OF_NO_REQUEST = { store: undefined, userId: undefined, hasSpan: false, isSuppressed: true };

/** Runs something as an application serves a request. */
function serveRequest<T>(fn: () => T): T {
  const span = createTestClient().tracer.startSpan("request");
  return store.run("request", () =>
    context.with(trace.setSpan(context.active(), span), () => withContext({ userId: "ada" }, fn)),
  );
}

it("sees nothing of the request that calls it, and returns and throws what its function does", () => {
  expect(serveRequest(() => runInBackground(seen))).toEqual(OF_NO_REQUEST);
  const error = new Error("mine");
  expect(() =>
    runInBackground(() => {
      throw error;
    }),
  ).toThrow(error);
});

describe("an export", () => {
  it.each<[name: string, options: SigilClientOptions["generationExport"], send: (client: SigilClient) => unknown]>([
    ["that an interval starts", { flushIntervalMs: 1 }, () => undefined],
    ["that a full batch starts", { batchSize: 1 }, () => undefined],
    ["that each record starts", { batching: "immediate" }, () => undefined],
    ["that a flush starts", {}, (client) => client.flush()],
    ["that the shutdown starts", {}, (client) => client.shutdown()],
  ])("%s belongs to no request", async (_name, generationExport, send) => {
    const views: unknown[] = [];
    let exported = (): void => undefined;
    const isExported = new Promise<void>((resolve) => {
      exported = resolve;
    });
    const client = new SigilClient({
      generationExport,
      generationExporter: {
        format: "record",
        export: async (batch) => {
          views.push(seen());
          exported();
          return batch.map(() => ({ accepted: true }));
        },
        shutdown: () => void views.push(seen()),
      },
    });
    await serveRequest(async () => {
      client.startGeneration(GENERATION_START).end();
      await send(client);
    });
    await isExported;
    await serveRequest(() => client.shutdown());
    expect(views).toEqual([OF_NO_REQUEST, OF_NO_REQUEST]);
  });

  it("asks for credentials in the context of no request", async () => {
    await using ingest = await createLocalIngest();
    const views: unknown[] = [];
    const headers = (): Record<string, string> => {
      views.push(seen());
      return {};
    };
    await using client = new SigilClient({ generationExport: { endpoint: ingest.httpUrl, headers } });
    for (let turn = 0; turn < 2; turn += 1)
      await serveRequest(async () => {
        client.startGeneration(GENERATION_START).end();
        await client.flush();
      });
    expect(views).toEqual([OF_NO_REQUEST, OF_NO_REQUEST]);
  });
});
