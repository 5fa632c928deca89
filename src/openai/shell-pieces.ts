// SPDX-License-Identifier: Apache-2.0
import { listOf, member, textOf } from "../internal/provider/read.js";
import { isDictionary } from "../internal/value-types.js";

type Item = Record<string, unknown>;

const EVENT = /^response\.(shell_call_command|shell_call_output_content)\.(added|delta|done)$/;

/** What an event adds to the commands of a shell, or to what they print; undefined when it is about something else. */
export interface ShellPiece {
  /** Kind of the item that it belongs to. */
  readonly kind: "shell_call" | "shell_call_output";
  /** Whether it shows anything. */
  readonly hasText: boolean;
  readonly addTo: (item: Item, index: number) => void;
}

export function shellPiece(event: unknown): ShellPiece | undefined {
  const [, subject, step] = EVENT.exec(textOf(member(event, "type")) ?? "") ?? [];
  if (subject === undefined) return undefined;
  return subject === "shell_call_command" ? commandPiece(event, step === "delta") : outputPiece(event);
}

/** Each command is a text in the list of the action. */
function commandPiece(event: unknown, isDelta: boolean): ShellPiece {
  const text = textOf(member(event, isDelta ? "delta" : "command")) ?? "";
  return {
    kind: "shell_call",
    hasText: text !== "",
    addTo: (item, index) => {
      const { action } = item;
      const commands = [...listOf(member(action, "commands"))];
      commands[index] = isDelta ? (textOf(commands[index]) ?? "") + text : text;
      item["action"] = { ...(isDictionary(action) && action), commands: Array.from(commands, (one) => one ?? "") };
    },
  };
}

/** What a command prints grows, until the whole of it comes. */
function outputPiece(event: unknown): ShellPiece {
  const delta = member(event, "delta");
  const whole = listOf(member(event, "output")).filter(isDictionary);
  const texts = [delta, ...whole].flatMap((piece) => [member(piece, "stdout"), member(piece, "stderr")]);
  return {
    kind: "shell_call_output",
    hasText: texts.some((text) => typeof text === "string" && text !== ""),
    addTo: (item, index) => {
      const outputs = [...listOf(item["output"])];
      const known = outputs[index];
      outputs[index] = whole.length > 0 ? whole.reduce(append, {}) : append(isDictionary(known) ? known : {}, delta);
      item["output"] = Array.from(outputs, (one) => one ?? {});
    },
  };
}

/** Texts are added up; anything else is that of the last piece. */
function append(known: Item, piece: unknown): Item {
  const grown: Item = { ...known, ...(isDictionary(piece) && piece) };
  for (const key of ["stdout", "stderr"]) {
    const texts = [textOf(known[key]), textOf(member(piece, key))].filter((text) => text !== undefined);
    if (texts.length > 0) grown[key] = texts.join("");
  }
  return grown;
}
