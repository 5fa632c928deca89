// SPDX-License-Identifier: Apache-2.0
import { Case } from "./case.mjs";
import { describeSdk } from "./describe-sdk.mjs";
import { Unsupported } from "./unsupported.mjs";

/**
 * @typedef {Record<string, unknown> & { id: number, op: string }} Message one line of the runner
 * @typedef {{ id: number, ok: object } | { id: number, error: { code: string, message: string } }} Answer
 *
 * @typedef {typeof import("sigil-sdk") & typeof import("sigil-sdk/redactor") & typeof import("sigil-sdk/self-metrics") & { version: string }} Sdk
 */

/**
 * Answers messages until there are no more.
 *
 * @param {{ sdk: Sdk, messages: AsyncIterator<unknown>, reply: (answer: Answer) => void }} options
 */
export async function runDriver({ sdk, messages, reply }) {
  /** @type {Case | undefined} */
  let current;

  /** @param {Message} message */
  async function handle(message) {
    if (message.op === "hello") return describeSdk(sdk);
    if (message.op === "open") {
      await current?.close();
      current = new Case(sdk, message);
      return current.open();
    }
    if (current === undefined) throw new Error("no case is open");
    return current.execute(message);
  }

  /** @type {Message | undefined} */
  let pushedBack;

  /** @returns {Promise<Message | undefined>} */
  async function next() {
    const message = pushedBack;
    pushedBack = undefined;
    if (message !== undefined) return message;
    const { value, done } = await messages.next();
    return done ? undefined : /** @type {Message} */ (value);
  }

  /**
   * Steps between `enter_context` and `leave_context` are handled by a loop of their own, inside the scope. A new case
   * leaves all scopes that the last one has left open: the outermost loop, which is in none, opens it.
   *
   * @param {number} depth
   */
  async function loop(depth) {
    for (let message = await next(); message !== undefined; message = await next()) {
      const { id, op } = message;
      if (op === "open" && depth > 0) {
        pushedBack = message;
        return;
      }
      try {
        if (op === "leave_context" && depth > 0) return reply({ id, ok: {} });
        if (op === "enter_context" && current !== undefined) {
          await current.inContext(message, () => {
            reply({ id, ok: {} });
            return loop(depth + 1);
          });
        } else reply({ id, ok: (await handle(message)) ?? {} });
      } catch (error) {
        reply({ id, error: describeError(sdk, error) });
      }
    }
  }

  await loop(0);
}

/**
 * @param {Sdk} sdk
 * @param {unknown} error
 */
function describeError(sdk, error) {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Unsupported) return { code: "unsupported", message };
  return { code: sdk.isSigilError(error, "config") ? "config" : "failed", message };
}
