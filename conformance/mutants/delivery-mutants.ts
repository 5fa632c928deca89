// SPDX-License-Identifier: Apache-2.0
import { HEADERS } from "../../generated/ts/headers.js";
import type { CapturedRequest } from "../runner/capture.js";
import { type Members, type Mutant, omit } from "./mutant.js";

/** Faults on the way to the ingest. */
export const deliveryMutants: readonly Mutant[] = [
  {
    name: "double-export",
    brief: "Every generation is sent twice.",
    caughtBy: "core.sync-roundtrip",
    apply: (capture) => ({
      ...capture,
      generations: capture.generations.flatMap((generation) => [generation, generation]),
      requests: capture.requests.flatMap((request) => [request, request]),
    }),
  },
  {
    name: "unretried-503",
    brief: "An ingest that is busy once is given up.",
    caughtBy: "queue.retry",
    apply: (capture, { ingest }) => {
      const [first] = ingest.answers;
      if (first === undefined || !("http" in first) || first.http.status !== 503) return capture;
      return { ...capture, requests: capture.requests.slice(0, 1), generations: [], waits_ms: [] };
    },
  },
  {
    name: "exports-invalid",
    brief: "Invalid records are sent all the same.",
    caughtBy: "core.error.validation",
    apply: (capture) => {
      const isInvalid = Object.values(capture.errors).some(({ code }) => code === "validation");
      const request: CapturedRequest = { method: "POST", path: "", headers: {}, records: 1 };
      return isInvalid ? { ...capture, requests: [...capture.requests, request] } : capture;
    },
  },
  {
    name: "whole-batch-again",
    brief: "One record that could not be stored brings back the whole batch.",
    caughtBy: "x.rejected-item.transient",
    apply: (capture) => ({
      ...capture,
      requests: capture.requests.map((request) => ({ ...request, records: capture.requests[0]?.records ?? 0 })),
    }),
  },
  {
    name: "numbers-as-numbers",
    brief: "64-bit counters are JSON numbers.",
    caughtBy: "http.roundtrip",
    apply: (capture) => ({ ...capture, requests: capture.requests.map(withNumbers) }),
  },
  {
    name: "no-tenant",
    brief: "The tenant is in no header.",
    caughtBy: "auth.wire.tenant",
    apply: (capture) => ({
      ...capture,
      requests: capture.requests.map((request) => ({
        ...request,
        headers: omit(request.headers, (name) => name === HEADERS.tenant.toLowerCase()) as Record<string, string>,
      })),
    }),
  },
  {
    name: "password-in-log",
    brief: "The text of a refusing server is logged as it is.",
    caughtBy: "log.secrets",
    apply: (capture, { ingest }) => ({
      ...capture,
      logs: [...(capture.logs ?? []), { level: "debug", message: JSON.stringify(ingest.answers) }],
    }),
  },
  {
    name: "ignored-retry-after",
    brief: "The time that the server asks for is not waited.",
    caughtBy: "x.retry-after",
    apply: (capture) => ({ ...capture, waits_ms: capture.waits_ms?.map(() => 1) ?? null }),
  },
  {
    name: "retried-rating",
    brief: "A rating that failed is submitted again.",
    caughtBy: "rating.unavailable",
    apply: (capture) => ({ ...capture, requests: capture.requests.flatMap((request) => [request, request]) }),
  },
  {
    name: "tools-exported",
    brief: "Tool executions are sent to the ingest.",
    caughtBy: "core.tool",
    apply: (capture) => ({
      ...capture,
      requests: capture.spans.map(() => ({ method: "POST", path: "", headers: {}, records: 1 })),
    }),
  },
];

function withNumbers(request: CapturedRequest): CapturedRequest {
  const { generations } = (request.body ?? {}) as { readonly generations?: readonly Members[] };
  if (generations === undefined) return request;
  const body = {
    generations: generations.map((generation) => ({
      ...generation,
      usage: Object.fromEntries(
        Object.entries((generation["usage"] ?? {}) as Members).map(([name, value]) => [name, Number(value)]),
      ),
    })),
  };
  return { ...request, body };
}
