// SPDX-License-Identifier: Apache-2.0
import { expect } from "vitest";
import type { SigilClientOptions } from "../../generated/ts/options.js";
import { createTestClient, type TestClient } from "../../src/testing-support/create-test-client.js";
import type { ProviderSample } from "../../src/testing-support/provider-samples.js";
import { sampleShape } from "../../src/testing-support/sample-shape.js";
import { answerOf, type ProviderServer, startProviderServer } from "./provider-server.js";

/** A provider on loopback and a client of the SDK that records in memory. */
export interface RecordedProvider extends AsyncDisposable {
  readonly server: ProviderServer;
  readonly test: TestClient;
}

/** Answers with samples, the last one again and again. */
export function startRecordedProvider(...samples: readonly ProviderSample[]): Promise<RecordedProvider> {
  return startWith({}, ...samples);
}

/** The same with options of the SDK. */
export async function startWith(
  options: SigilClientOptions,
  ...samples: readonly ProviderSample[]
): Promise<RecordedProvider> {
  const server = await startProviderServer();
  const test = createTestClient(options);
  server.answer(...samples.map(answerOf));
  return {
    server,
    test,
    async [Symbol.asyncDispose]() {
      await test[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** There is one record, and it holds what the sample expects. */
export async function expectRecord({ test }: RecordedProvider, { expect: expected }: ProviderSample): Promise<void> {
  const { first_token_event_index: _, ...rest } = expected;
  expect((await test.records()).map((record) => sampleShape(record, rest))).toEqual([rest]);
}
