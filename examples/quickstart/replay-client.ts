// SPDX-License-Identifier: Apache-2.0
// A stand-in for the clients of OpenAI, Anthropic and Gemini: it answers with what was recorded, so that the quick start needs
// neither a key nor the packages of the providers.
import { setTimeout } from "node:timers/promises";
import { yieldedEvents } from "../../src/testing-support/provider-samples.js";
import type { Sample } from "./sample.js";

/** Time that a replayed call takes, and time between two events of a replayed stream. */
const CALL_DELAY_MS = 8;
const EVENT_DELAY_MS = 4;

/** A call as an application makes it: `client.chat.completions.create(request)`. */
type Call = (request: unknown) => Promise<unknown>;

/** What the wrappers look for in the client of their provider; the samples call these methods and others. */
export interface ReplayClient {
  readonly chat: { readonly completions: { create: Call } };
  readonly messages: { create: Call };
  readonly models: { generateContent: Call };
}

/** A client with the methods that the samples call; each answers the very request of a sample. */
export function createReplayClient(samples: readonly Sample[]): ReplayClient {
  const client: Methods = {};
  for (const { call } of samples) {
    const { owner, name } = locate(client, call);
    owner[name] = async (request: unknown) => {
      const sample = samples.find((candidate) => candidate.request === request);
      if (sample === undefined) throw new Error(`nobody recorded this request of ${call}`);
      await setTimeout(CALL_DELAY_MS);
      return sample.sse === undefined ? sample.response : replay(yieldedEvents(sample));
    };
  }
  // Of each provider there is a sample that is not streamed.
  return client as unknown as ReplayClient;
}

/** The method of a client that a sample calls. */
export function methodOf(client: object, { call }: Sample): Call {
  const { owner, name } = locate(client as Methods, call);
  // The replaying client has nothing but methods at the ends of its paths.
  return (request) => (owner[name] as Call)(request);
}

interface Methods {
  [name: string]: Methods | Call;
}

function locate(client: Methods, call: string): { owner: Methods; name: string } {
  // Samples of a stream say so: `messages.create(stream)`.
  const names = call.replace(/\(stream\)$/, "").split(".");
  const name = names.pop() ?? "";
  let owner = client;
  for (const key of names) {
    owner[key] ??= {};
    // Only the last name of a path is a method's.
    owner = owner[key] as Methods;
  }
  return { owner, name };
}

/** Yields the events one after the other, a moment apart, like a stream from a provider. */
async function* replay(events: readonly unknown[]): AsyncGenerator<unknown> {
  for (const event of events) {
    await setTimeout(EVENT_DELAY_MS);
    yield event;
  }
}
