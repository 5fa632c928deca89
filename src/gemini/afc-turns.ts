// SPDX-License-Identifier: Apache-2.0
import { listOf, member } from "../internal/provider/read.js";

/**
 * Model calls that automatic function calling made for one answer; zero when it was not at work. Of a whole answer the SDK keeps
 * the turns in a history, which begins with the contents of the request; of a stream it yields them.
 */
export function countTurns(response: unknown, requestContents: number, parts: readonly unknown[]): number {
  const history = listOf(member(response, "automaticFunctionCallingHistory")).slice(requestContents);
  const turns = history.length > 0 ? history.map((content) => listOf(member(content, "parts"))) : groupTurns(parts);
  const answered = turns.filter((turn) => turn.some(isResult)).length;
  if (answered === 0) return 0;
  // At the limit of calls the last results are asked for, but never sent.
  const isOpen = history.length > 0 ? !parts.some(isCall) : turns.at(-1)?.some(isResult) !== true;
  return isOpen ? answered + 1 : answered;
}

/** The parts of a stream, results and everything else apart. */
function groupTurns(parts: readonly unknown[]): unknown[][] {
  const turns: unknown[][] = [];
  for (const part of parts) {
    const last = turns.at(-1);
    if (last !== undefined && isResult(last[0]) === isResult(part)) last.push(part);
    else turns.push([part]);
  }
  return turns;
}

function isCall(part: unknown): boolean {
  return (member(part, "functionCall") ?? null) !== null;
}

function isResult(part: unknown): boolean {
  return (member(part, "functionResponse") ?? null) !== null;
}
