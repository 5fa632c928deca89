// SPDX-License-Identifier: Apache-2.0
import { listDeliveryMutations } from "./delivery-mutations.js";
import { listMetadataMutations } from "./metadata-mutations.js";
import { listMetricMutations } from "./metric-mutations.js";
import type { Mutation } from "./mutation.js";
import { listProtoMutations } from "./proto-mutations.js";
import { listSpanMutations } from "./span-mutations.js";
import { loadDeclaredTables } from "./tables.js";

/** Everything that the spec declares, damaged one thing at a time. */
export function listMutations(): readonly Mutation[] {
  const tables = loadDeclaredTables();
  return [
    ...listProtoMutations(),
    ...listMetadataMutations(tables),
    ...listSpanMutations(tables),
    ...listMetricMutations(tables),
    ...listDeliveryMutations(tables),
  ];
}
