// SPDX-License-Identifier: Apache-2.0
import { SigilClient, type SigilClientOptions } from "../../src/index.js";

/** What the outside sees of the delivery of one batch. */
export interface Delivery {
  readonly delivered: number;
  readonly duplicates: number;
  readonly dropped: Readonly<Record<string, number>>;
  /** Number of records that were sent once more, counted at each repeat. */
  readonly retried: number;
  /** Number of waits between attempts. */
  readonly waits: number;
}

export interface DeliveryCase {
  readonly options: SigilClientOptions;
  /** Ids of the records, which go out as one batch. */
  readonly ids: readonly string[];
  /** Deadline of the shutdown. */
  readonly timeoutMs?: number | undefined;
}

/** Records one batch with a real client that repeats a request once, shuts it down, and says what became of it. */
export async function observeDelivery({ options, ids, timeoutMs }: DeliveryCase): Promise<Delivery> {
  let waits = 0;
  const client = new SigilClient({
    logger: {},
    random: () => 0.5,
    sleep: async () => {
      waits += 1;
    },
    ...options,
    generationExport: {
      batchSize: ids.length,
      flushIntervalMs: 3_600_000,
      maxRetries: 1,
      timeoutMs: 5000,
      ...options.generationExport,
    },
  });
  for (const id of ids) client.startGeneration({ id, model: { provider: "openai", name: "gpt-4o-mini" } }).end();
  await client.shutdown({ timeoutMs });
  const { delivered, duplicates, dropped, retried } = client.status();
  const reasons = Object.entries(dropped).filter(([, count]) => count > 0);
  return { delivered, duplicates, dropped: Object.fromEntries(reasons), retried, waits };
}
