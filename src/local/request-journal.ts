// SPDX-License-Identifier: Apache-2.0
import type { LocalRequest, LocalTransport, ScriptedAnswer } from "./scripted-answer.js";

/** What became of a request. `code` is an HTTP status or a gRPC status code, as the transport says. */
export type RequestOutcome =
  /** Not answered yet. */
  | { readonly kind: "pending" }
  /** Answered with per-item results. */
  | { readonly kind: "exported"; readonly code: number; readonly accepted: number; readonly rejected: number }
  /** A rating or a list of ratings was answered. */
  | { readonly kind: "rated"; readonly code: number }
  /** Refused as a whole; nothing was stored. */
  | { readonly kind: "refused"; readonly code: number; readonly text: string }
  /** Answered by the `answer` hook. */
  | { readonly kind: "scripted"; readonly answer: ScriptedAnswer }
  /** The client went away before the request was complete. */
  | { readonly kind: "aborted" };

/** One request as it arrived. */
export interface JournalEntry {
  readonly transport: LocalTransport;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Size of the HTTP body or of the gRPC message, in bytes. */
  readonly bytes: number;
  readonly outcome: RequestOutcome;
}

/** A request that has arrived as a whole, before it has a number. */
export type CompleteRequest = Omit<LocalRequest, "index">;

/** Read access to the requests that arrived, oldest first. */
export interface RequestLog {
  list(): readonly JournalEntry[];
}

/** Records requests and what became of them. */
export interface RequestJournal extends RequestLog {
  /** Notes a complete request; the outcome is pending until the returned function is called. */
  open(request: CompleteRequest): { readonly index: number; settle(outcome: RequestOutcome): void };
}

/** Entries kept; older ones are forgotten, so that a long session does not grow without end. */
const MAX_ENTRIES = 10_000;

/** Creates a journal of the latest 10,000 requests. */
export function createRequestJournal(): RequestJournal {
  const entries = new Map<number, JournalEntry>();
  let opened = 0;
  return {
    list: () => [...entries.values()],
    open({ body, ...request }) {
      const index = opened;
      opened += 1;
      entries.set(index, { ...request, bytes: body.byteLength, outcome: { kind: "pending" } });
      entries.delete(index - MAX_ENTRIES);
      return {
        index,
        settle(outcome) {
          const entry = entries.get(index);
          if (entry !== undefined) entries.set(index, { ...entry, outcome });
        },
      };
    },
  };
}
