// SPDX-License-Identifier: Apache-2.0
import { ANTHROPIC_MESSAGES } from "../../generated/ts/provider-anthropic.js";
import { guard } from "../internal/guard.js";
import { yieldsPart } from "../internal/provider/add-part.js";
import { byIndex } from "../internal/provider/by-index.js";
import type { StreamState } from "../internal/provider/generation-api.js";
import { listOf, member, rowOf, textOf } from "../internal/provider/read.js";
import { isDictionary } from "../internal/value-types.js";
import { blockReader } from "./blocks.js";

type Block = Record<string, unknown>;

/** Where an answer holds the contents of messages that came before it in the same stream; no provider has such a member. */
export const EARLIER_CONTENTS: unique symbol = Symbol("earlier contents");

/**
 * Puts events together to a message. Counts of later events are cumulative and may be missing: those that come replace what was
 * there. A second message in one stream ends the first one, whose blocks stand before it.
 */
export class MessagesStreamState implements StreamState {
  #message: Record<string, unknown> = {};
  #usage: Record<string, unknown> | undefined;
  readonly #finished: unknown[][] = [];
  #blocks = new Map<unknown, Block>();
  isComplete = false;

  push(event: unknown): void {
    const type = textOf(member(event, "type")) ?? "";
    this.isComplete ||= ANTHROPIC_MESSAGES.lastEvents.includes(type);
    switch (type) {
      case "message_start":
        this.#start(member(event, "message"));
        break;
      case "content_block_start":
        this.#putBlock(member(event, "index"), member(event, "content_block"));
        break;
      case "content_block_delta":
        this.#pushDelta(member(event, "index"), member(event, "delta"));
        break;
      case "message_delta":
        Object.assign(this.#message, definedMembers(member(event, "delta")));
        this.#count(member(event, "usage"));
        break;
      default:
    }
  }

  response(): unknown {
    const content = byIndex(this.#blocks).map(withInput);
    return { ...this.#message, content, usage: this.#usage, [EARLIER_CONTENTS]: this.#finished };
  }

  #start(message: unknown): void {
    if (this.#blocks.size > 0) this.#finished.push(byIndex(this.#blocks).map(withInput));
    this.#blocks = new Map();
    this.isComplete = false;
    this.#message = { ...definedMembers(message) };
    this.#count(member(message, "usage"));
    listOf(member(message, "content")).forEach((block, index) => {
      this.#putBlock(index, block);
    });
  }

  #putBlock(index: unknown, block: unknown): void {
    if (isDictionary(block)) this.#blocks.set(index, { ...block });
  }

  /** The input of a tool begins as an empty object and comes as text, which may be cut off. */
  #pushDelta(index: unknown, delta: unknown): void {
    const row = rowOf(ANTHROPIC_MESSAGES.deltas, textOf(member(delta, "type")) ?? "");
    const text = row && textOf(member(delta, row.source));
    if (row === undefined || text === undefined || text === "") return;
    const block = this.#blocks.get(index) ?? { type: row.part };
    this.#blocks.set(index, block);
    block[row.target] = (textOf(block[row.target]) ?? "") + text;
  }

  #count(usage: unknown): void {
    if (isDictionary(usage)) this.#usage = { ...this.#usage, ...definedMembers(usage) };
  }
}

/** The input that came as text, as the object that it stands for; what was cut off stays text. */
function withInput(block: Block): Block {
  const { input } = block;
  return typeof input === "string" ? { ...block, input: guard((): unknown => JSON.parse(input)) ?? input } : block;
}

/** Whether an event shows something of the answer. */
export function eventHasContent(event: unknown): boolean {
  const delta = member(event, "delta");
  const row = rowOf(ANTHROPIC_MESSAGES.deltas, textOf(member(delta, "type")) ?? "");
  if (row !== undefined) return (textOf(member(delta, row.source)) ?? "") !== "";
  const block = member(event, "content_block");
  return isDictionary(block) && yieldsPart(blockReader(false), textOf(member(block, "type")) ?? "", block);
}

/** Null says that nothing is known yet. */
function definedMembers(value: unknown): Record<string, unknown> {
  if (!isDictionary(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== null && item !== undefined));
}
