// SPDX-License-Identifier: Apache-2.0
import { OPENAI_RESPONSES } from "../../generated/ts/provider-openai.js";
import type { DeltaRow } from "../../generated/ts/providers.js";
import { isRecord } from "../internal/is-record.js";
import type { StreamState } from "../internal/provider/generation-api.js";
import { listOf, member, rowOf, textOf } from "../internal/provider/read.js";
import { isDictionary } from "../internal/value-types.js";
import { itemHasContent, responsesReader } from "./responses-items.js";
import { shellPiece } from "./shell-pieces.js";

type Item = Record<string, unknown>;

const PENDING = ["queued", "in_progress"];

/**
 * Puts events together to a response. An item grows by its deltas, is replaced when it is done, and the response of the last event
 * wins over all of them.
 */
export class ResponsesStreamState implements StreamState {
  #response: unknown;
  readonly #items = new Map<number, Item>();
  isComplete = false;

  push(event: unknown): void {
    const type = textOf(member(event, "type")) ?? "";
    const response = member(event, "response");
    if (isRecord(response)) {
      this.#response = response;
      this.isComplete ||= OPENAI_RESPONSES.lastEvents.includes(type);
    } else if (type === "response.output_item.added" || type === "response.output_item.done") {
      this.#putItem(event);
    } else if (type === "response.content_part.added" || type === "response.content_part.done") {
      this.#putPart(event, "content");
    } else if (type === "response.reasoning_summary_part.added" || type === "response.reasoning_summary_part.done") {
      this.#putPart(event, "summary");
    } else {
      const row = rowOf(OPENAI_RESPONSES.deltas, type);
      if (row !== undefined) this.#pushDelta(event, row);
      const piece = shellPiece(event);
      piece?.addTo(
        this.#itemAt(event, () => ({ type: piece.kind })),
        indexOf(event, "command_index"),
      );
    }
  }

  response(): unknown {
    if (this.isComplete && listOf(member(this.#response, "output")).length > 0) return this.#response;
    const output = [...this.#items].sort(([left], [right]) => left - right).map(([, item]) => item);
    return { ...(isDictionary(this.#response) && this.#response), ...this.#unlessPending(), output };
  }

  /** That the answer was still being made is not how it ended. */
  #unlessPending(): { status?: undefined } {
    const isPending = PENDING.includes(textOf(member(this.#response, "status")) ?? "");
    return isPending ? { status: undefined } : {};
  }

  #putItem(event: unknown): void {
    const item = member(event, "item");
    if (isDictionary(item)) this.#items.set(indexOf(event, "output_index"), copyItem(item));
  }

  #putPart(event: unknown, list: "content" | "summary"): void {
    const part = member(event, "part");
    if (!isDictionary(part)) return;
    const parts = partsOf(this.#itemOf(event, list), list);
    parts[indexOf(event, `${list}_index`)] = { ...part };
  }

  #pushDelta(event: unknown, row: DeltaRow): void {
    const text = textOf(member(event, row.source));
    if (text === undefined) return;
    const item = this.#itemOf(event, row.inList);
    const target = row.inList === undefined ? item : this.#partOf(event, item, row.inList, row.part);
    const before = row.replaces ? "" : (textOf(target[row.target]) ?? "");
    target[row.target] = before + text;
  }

  #itemOf(event: unknown, list: DeltaRow["inList"]): Item {
    return this.#itemAt(event, () => unannounced(textOf(member(event, "type")) ?? "", list));
  }

  /** An event that does not name its item belongs to the last one of its kind. */
  #itemAt(event: unknown, create: () => Item): Item {
    const index = isNamed(event, "output_index") ? indexOf(event, "output_index") : this.#lastIndex(create()["type"]);
    const item = this.#items.get(index) ?? create();
    this.#items.set(index, item);
    return item;
  }

  #lastIndex(type: unknown): number {
    const last = [...this.#items].findLast(([, item]) => item["type"] === type);
    return last === undefined ? Math.max(-1, ...this.#items.keys()) + 1 : last[0];
  }

  #partOf(event: unknown, item: Item, list: "content" | "summary", kind: string | undefined): Item {
    const parts = partsOf(item, list);
    const key = `${list}_index`;
    const index = isNamed(event, key) ? indexOf(event, key) : lastIndex(parts, kind);
    const known = parts[index];
    const part = isDictionary(known) ? known : { type: kind };
    parts[index] = part;
    return part;
  }
}

/** Whether an event shows something of the answer. */
export function eventHasContent(event: unknown): boolean {
  const row = rowOf(OPENAI_RESPONSES.deltas, textOf(member(event, "type")) ?? "");
  if (row !== undefined) return (textOf(member(event, row.source)) ?? "") !== "";
  const piece = shellPiece(event);
  if (piece !== undefined) return piece.hasText;
  const reader = responsesReader(false);
  const part = member(event, "part");
  if (isRecord(part)) return (textOf(member(part, "text") ?? member(part, "refusal")) ?? "") !== "";
  const items = [member(event, "item"), ...listOf(member(member(event, "response"), "output"))];
  return items.some((item) => isRecord(item) && itemHasContent(reader, item));
}

/** Far enough for any answer, and no way to make a list of a billion holes. */
const MAX_INDEX = 10_000;

function isNamed(event: unknown, key: string): boolean {
  return member(event, key) !== undefined;
}

function lastIndex(parts: readonly unknown[], kind: string | undefined): number {
  const last = parts.findLastIndex((part) => member(part, "type") === kind);
  return last < 0 ? parts.length : last;
}

/** An item that no event has announced is what its list says: reasoning has a summary, a message content. */
function unannounced(eventType: string, list: DeltaRow["inList"]): Item {
  if (list === undefined) {
    return { type: eventType.replace(/^response\./, "").replace(/_(arguments|input|code)\.\w+$/, "") };
  }
  const isReasoning = list === "summary" || eventType.includes("reasoning");
  return isReasoning ? { type: "reasoning" } : { type: "message", role: "assistant" };
}

function indexOf(event: unknown, key: string): number {
  const index = member(event, key);
  return typeof index === "number" && Number.isInteger(index) && index >= 0 && index <= MAX_INDEX ? index : 0;
}

/** A copy that may grow: events belong to the caller. */
function copyItem(item: Item): Item {
  const copy = { ...item };
  for (const list of ["content", "summary"]) {
    const parts = copy[list];
    if (Array.isArray(parts)) copy[list] = parts.map((part: unknown) => (isDictionary(part) ? { ...part } : part));
  }
  return copy;
}

function partsOf(item: Item, list: string): unknown[] {
  const parts = item[list];
  if (Array.isArray(parts)) return parts;
  const created: unknown[] = [];
  item[list] = created;
  return created;
}
