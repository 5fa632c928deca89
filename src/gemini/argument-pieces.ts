// SPDX-License-Identifier: Apache-2.0
import { isRecord } from "../internal/is-record.js";
import { listOf, member } from "../internal/provider/read.js";

type Container = Record<string, unknown> | unknown[];

/** Longer paths and lists are not from a model. */
const MAX_STEPS = 100;
const MAX_INDEX = 10_000;

/** The arguments of a call that come in pieces, each for a path such as `$.cities[0].name`. */
export class ArgumentPieces {
  #call: Record<string, unknown>;
  readonly #args: Record<string, unknown> = {};

  constructor(call: Record<string, unknown>) {
    this.#call = {};
    this.push(call);
  }

  push(call: Record<string, unknown>): void {
    const { args, partialArgs, willContinue: _, ...head } = call;
    this.#call = { ...this.#call, ...head };
    if (isRecord(args)) Object.assign(this.#args, args);
    for (const piece of listOf(partialArgs)) setAt(this.#args, stepsOf(member(piece, "jsonPath")), pieceValue(piece));
  }

  call(): Record<string, unknown> {
    return { ...this.#call, args: this.#args };
  }
}

/** `$.a.b[0]['c d']` -> a, b, 0, c d. */
function stepsOf(path: unknown): (string | number)[] {
  if (typeof path !== "string") return [];
  const steps = path.matchAll(/\.([^.[\]]+)|\[(\d+)\]|\[(?:'([^']*)'|"([^"]*)")\]/g);
  return [...steps]
    .slice(0, MAX_STEPS)
    .map(([, name, index, single, double]) => (index === undefined ? (name ?? single ?? double ?? "") : Number(index)));
}

function pieceValue(piece: unknown): unknown {
  const found = ["stringValue", "numberValue", "boolValue"]
    .map((key) => member(piece, key))
    .find((value) => value !== undefined);
  return found ?? null;
}

/** A text is added to the text that is there already. */
function setAt(root: Record<string, unknown>, steps: readonly (string | number)[], value: unknown): void {
  let container: Container = root;
  for (const [position, step] of steps.entries()) {
    if (typeof step === "number" && step > MAX_INDEX) return;
    const isLast = position === steps.length - 1;
    const known = read(container, step);
    if (isLast) write(container, step, typeof known === "string" && typeof value === "string" ? known + value : value);
    else {
      const next: Container = isRecord(known)
        ? (known as Container)
        : typeof steps[position + 1] === "number"
          ? []
          : {};
      write(container, step, next);
      container = next;
    }
  }
}

function read(container: Container, step: string | number): unknown {
  return Object.hasOwn(container, step) ? (container as Record<string | number, unknown>)[step] : undefined;
}

function write(container: Container, step: string | number, value: unknown): void {
  Object.defineProperty(container, step, { value, writable: true, enumerable: true, configurable: true });
}
