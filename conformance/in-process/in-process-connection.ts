// SPDX-License-Identifier: Apache-2.0

import * as sdk from "../../src/index.js";
import * as redactor from "../../src/redactor/index.js";
import * as selfMetrics from "../../src/self-metrics/index.js";
import { SDK_VERSION } from "../../src/version.js";
import { runDriver } from "../drivers/typescript/run-driver.mjs";
import { type DriverConnection, DriverError, type Message } from "../runner/protocol.js";

type Content = Readonly<Record<string, unknown>>;

/** The TypeScript driver in this process, with the sources in place of the built package. Messages take the way of lines. */
export function connectInProcess(): DriverConnection {
  const inbox = createInbox();
  const waiting = new Map<number, { resolve(ok: Content): void; reject(error: Error): void }>();
  let messages = 0;
  const done = runDriver({
    sdk: { ...sdk, ...redactor, ...selfMetrics, version: SDK_VERSION },
    messages: inbox,
    reply: (line) => {
      const answer = JSON.parse(JSON.stringify(line)) as typeof line;
      const request = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ("ok" in answer) request?.resolve(answer.ok as Content);
      else request?.reject(new DriverError(answer.error.code, answer.error.message));
    },
  });
  return {
    request: (message: Message) =>
      new Promise((resolve, reject) => {
        messages += 1;
        waiting.set(messages, { resolve, reject });
        inbox.push(JSON.parse(JSON.stringify({ id: messages, ...message })));
      }),
    close: async () => {
      inbox.end();
      await done;
    },
  };
}

/** A queue that is read as an iterator. */
function createInbox(): AsyncIterator<unknown> & { push(message: unknown): void; end(): void } {
  const queue: unknown[] = [];
  let wake: (() => void) | undefined;
  let isEnded = false;
  return {
    push: (message) => {
      queue.push(message);
      wake?.();
    },
    end: () => {
      isEnded = true;
      wake?.();
    },
    next: async () => {
      while (queue.length === 0 && !isEnded) await new Promise<void>((resolve) => (wake = resolve));
      return queue.length === 0 ? { done: true, value: undefined } : { done: false, value: queue.shift() };
    },
  };
}
