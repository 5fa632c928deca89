// SPDX-License-Identifier: Apache-2.0
// Answers to one request: choices of a chat completion, candidates of Gemini. A record shows the first and counts them all.
import { ATTR_SIGIL_GEN_AI_RESPONSE_CHOICE_COUNT } from "../../../generated/ts/attributes.js";
import { member } from "./read.js";

/** Puts the pieces of one choice together. */
interface ChoicePieces {
  push(choice: unknown): void;
  /** The choice so far, as a whole answer has it. */
  choice(): Readonly<Record<string, unknown>>;
}

/** The choice with index 0, else the one that comes first. */
export function firstChoice(choices: readonly unknown[]): unknown {
  return choices.find((choice, position) => indexOf(choice, position) === 0) ?? choices[0];
}

/** Metadata with the number of choices, when there are several. */
export function choiceCount({ length }: readonly unknown[]): Record<string, number> {
  return length > 1 ? { [ATTR_SIGIL_GEN_AI_RESPONSE_CHOICE_COUNT]: length } : {};
}

/** The choices of a stream, of which the first alone is put together. */
export class StreamedChoices<Pieces extends ChoicePieces> {
  readonly #create: () => Pieces;
  /** Index of every choice that came. */
  readonly #indexes = new Set<number>();
  #first: { readonly index: number; readonly pieces: Pieces } | undefined;

  constructor(create: () => Pieces) {
    this.#create = create;
  }

  push(choices: readonly unknown[]): void {
    choices.forEach((choice, position) => {
      const index = indexOf(choice, position);
      this.#indexes.add(index);
      // Another one was the first only until this one came.
      if (this.#first === undefined || (index === 0 && this.#first.index !== 0)) {
        this.#first = { index, pieces: this.#create() };
      }
      if (index === this.#first.index) this.#first.pieces.push(choice);
    });
  }

  get first(): Pieces | undefined {
    return this.#first?.pieces;
  }

  /** As a whole answer has them; of the others there is the index alone. */
  list(): unknown[] {
    if (this.#first === undefined) return [];
    const { index: first, pieces } = this.#first;
    const others = [...this.#indexes].filter((index) => index !== first).map((index) => ({ index }));
    return [{ index: first, ...pieces.choice() }, ...others];
  }
}

/** Servers that imitate an API may leave the index out. */
function indexOf(choice: unknown, position: number): number {
  const index = member(choice, "index");
  return typeof index === "number" ? index : position;
}
