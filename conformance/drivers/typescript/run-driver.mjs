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

  /** Steps between `enter_context` and `leave_context` are handled by a loop of their own, inside the scope. */
  async function loop() {
    for (;;) {
      const { value, done } = await messages.next();
      if (done) return;
      const message = /** @type {Message} */ (value);
      if (message.op === "enter_context" && current !== undefined) {
        await current.inContext(message, () => {
          reply({ id: message.id, ok: {} });
          return loop();
        });
        continue;
      }
      try {
        const ok = message.op === "leave_context" ? {} : await handle(message);
        reply({ id: message.id, ok: ok ?? {} });
      } catch (error) {
        reply({ id: message.id, error: describeError(sdk, error) });
      }
      if (message.op === "leave_context") return;
    }
  }

  await loop();
}

/**
 * @param {Sdk} sdk
 * @param {unknown} error
 */
function describeError(sdk, error) {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Unsupported) return { code: "unsupported", message };
  return { code: sdk.isSigilError(error) ? error.code : "failed", message };
}
