// SPDX-License-Identifier: Apache-2.0
import type { AnswerClass } from "../../generated/ts/answers.js";
import type { Delivery } from "./observe-delivery.js";

/** How often the answer comes: to the first request only, or to all of them. */
export type Persistence = "once" | "always";

/** A delivery and the sizes of its requests, where the ingest could count. */
export interface Outcome extends Delivery {
  readonly requests?: readonly number[];
}

/**
 * What each class looks like from outside, for a batch of `size` records, a client that repeats once, and an ingest that
 * accepts whatever the answer is not for. Written from the meaning of the classes in spec/errors.yaml.
 */
export function expectedOutcome(answerClass: AnswerClass, size: number, persistence: Persistence): Outcome {
  const isOnce = persistence === "once";
  const delivered = outcome({ delivered: size, requests: [size] });
  const droppedAs = (reason: string, requests: readonly number[] = [size]): Outcome =>
    outcome({ dropped: { [reason]: size }, requests });
  const repeated = (reason: string, silent = 0): Outcome => {
    const repeats = isOnce ? 1 : 1 + silent;
    const result = isOnce ? { delivered: size } : { dropped: { [reason]: size } };
    const requests = Array.from({ length: 1 + repeats }, () => size);
    return outcome({ ...result, requests, retried: repeats * size, waits: isOnce && silent > 0 ? 0 : 1 });
  };
  const halved = (reason: string): Outcome => {
    if (size === 1) return droppedAs(reason);
    const requests = [size, ...Array.from({ length: size }, () => 1)];
    return isOnce ? outcome({ delivered: size, requests }) : droppedAs(reason, requests);
  };
  switch (answerClass) {
    case "done":
      return delivered;
    case "duplicate":
      return { ...delivered, duplicates: size };
    case "retry":
      return repeated("retries_exhausted");
    case "resend":
      return repeated("retries_exhausted", 1);
    case "bad_response":
      return repeated("bad_response");
    case "split":
      return halved("too_large");
    case "bisect":
      return halved("rejected");
    case "auth":
    case "redirect":
    case "no_transport":
    case "encoding":
      return droppedAs(answerClass);
    case "response_too_large":
      return droppedAs("bad_response");
    case "permanent":
      return droppedAs("rejected");
    case "stopped":
      return droppedAs("shutdown");
    default:
      return answerClass satisfies never;
  }
}

function outcome(parts: Partial<Outcome>): Outcome {
  return { delivered: 0, duplicates: 0, dropped: {}, retried: 0, waits: 0, requests: [], ...parts };
}
