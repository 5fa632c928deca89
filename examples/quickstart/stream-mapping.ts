// SPDX-License-Identifier: Apache-2.0
import type { GenerationResult, GenerationStart } from "sigil-sdk";

/** How a streamed call is recorded: what is known before it, what its events add up to, and when content began. */
export interface StreamMapping<Event> {
  readonly start: GenerationStart;
  readonly accumulator: {
    push(event: Event): void;
    /** What has arrived so far; may be asked for at any moment, also after the stream broke off. */
    result(): GenerationResult;
  };
  /** Whether the event carries content of the model: text, refusal, reasoning, a tool's name or arguments. */
  isFirstToken(event: Event): boolean;
}

/** Index of the first event with content; -1 when the model said nothing. */
export function firstTokenEventIndex<Event>(
  mapping: Pick<StreamMapping<Event>, "isFirstToken">,
  events: readonly Event[],
): number {
  return events.findIndex((event) => mapping.isFirstToken(event));
}
