// SPDX-License-Identifier: Apache-2.0
import type { SigilClientOptions } from "../../../generated/ts/options.js";
import type { DropEvent } from "../../config/option-types.js";
import { resolveConfig } from "../../config/resolve-config.js";
import { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { SigilError } from "../../errors/sigil-error.js";
import { buildRecord } from "../../testing-support/build-record.js";
import { Delivery } from "../delivery.js";

export interface TestDelivery {
  readonly delivery: Delivery;
  readonly warnings: string[];
  readonly drops: DropEvent[];
  /** Hands over valid records; what comes back are their local errors. */
  accept(...ids: string[]): (SigilError | undefined)[];
  /** recorded = delivered + not exported + dropped + queued (contract I5); both sides. */
  books(): { readonly recorded: number; readonly accountedFor: number };
}

/** The delivery of a client, with fast retries. */
export function createDelivery(options: SigilClientOptions = {}): TestDelivery {
  const warnings: string[] = [];
  const drops: DropEvent[] = [];
  const { generationExport, ...rest } = options;
  const config = resolveConfig({
    random: () => 0,
    onDrop: (event) => void drops.push(event),
    ...rest,
    generationExport: { maxRetries: 1, ...generationExport },
  });
  const delivery = new Delivery(config, new Diagnostics({ warn: (line) => void warnings.push(line) }));
  return {
    delivery,
    warnings,
    drops,
    accept: (...ids) => ids.map((id) => delivery.accept(buildRecord(id))),
    books() {
      const { recorded, delivered, notExported, dropped, queue } = delivery.status();
      const lost = Object.values(dropped).reduce((sum, count) => sum + count, 0);
      return { recorded, accountedFor: delivered + notExported + lost + queue.records };
    },
  };
}

/** Drop reasons that are not zero. */
export function lossesOf(delivery: Delivery): Record<string, number> {
  return Object.fromEntries(Object.entries(delivery.status().dropped).filter(([, count]) => count > 0));
}
