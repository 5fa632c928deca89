// SPDX-License-Identifier: Apache-2.0
import type { ExportGenerationsResponse } from "../../generated/proto/sigil/v1/generation_ingest_pb.js";
import type { RequestOutcome } from "./request-journal.js";

/** Sums up an export for the journal. `code` is the status of the transport. */
export function createExportOutcome(code: number, { results }: ExportGenerationsResponse): RequestOutcome {
  const accepted = results.filter((result) => result.accepted).length;
  return { kind: "exported", code, accepted, rejected: results.length - accepted };
}
