// SPDX-License-Identifier: Apache-2.0
import {
  type EnvironmentVariable,
  FALSE_WORDS,
  KEY_SEPARATOR,
  PAIR_SEPARATOR,
  TRUE_WORDS,
} from "../../generated/ts/environment.js";

/** Variables by name, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Told what is wrong with a variable that is then skipped; never its value, which may be a secret. */
export type WarningListener = (message: string) => void;

/** The value of a variable in the form of its option; undefined when it is unset, blank or not readable. */
export function readVariable(variable: EnvironmentVariable, env: Environment, warn: WarningListener): unknown {
  const text = env[variable.name]?.trim() ?? "";
  if (text === "") return undefined;
  const { name, type, values = [], unknown } = variable;
  switch (type) {
    case "string":
      return text;
    case "int":
      return /^-?\d+$/.test(text) ? Number(text) : skip(name, "not a whole number", warn);
    case "boolean":
      return readSwitch(name, text.toLowerCase(), warn);
    case "enum": {
      const word = text.toLowerCase();
      if (values.includes(word)) return word;
      warn(`${name}: not one of ${values.join(", ")}; ${unknown === undefined ? "ignored" : `taken as ${unknown}`}`);
      return unknown;
    }
    case "string_map":
      return readPairs(name, text, warn);
    default:
      return type satisfies never;
  }
}

function readSwitch(name: string, word: string, warn: WarningListener): boolean | undefined {
  if (TRUE_WORDS.includes(word)) return true;
  if (FALSE_WORDS.includes(word)) return false;
  return skip(name, `not one of ${[...TRUE_WORDS, ...FALSE_WORDS].join(", ")}`, warn);
}

/** `a=1,b=2`; a value may hold the key separator again. */
function readPairs(name: string, text: string, warn: WarningListener): Record<string, string> | undefined {
  const pairs: [string, string][] = [];
  text.split(PAIR_SEPARATOR).forEach((part, index) => {
    if (part.trim() === "") return;
    const at = part.indexOf(KEY_SEPARATOR);
    const key = part.slice(0, Math.max(at, 0)).trim();
    if (key !== "") pairs.push([key, part.slice(at + KEY_SEPARATOR.length).trim()]);
    else skip(name, `pair ${index + 1} is not key${KEY_SEPARATOR}value`, warn);
  });
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs);
}

function skip(name: string, problem: string, warn: WarningListener): undefined {
  warn(`${name}: ${problem}; ignored`);
}
