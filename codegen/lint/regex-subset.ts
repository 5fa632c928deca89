// SPDX-License-Identifier: Apache-2.0

/** Largest repeat that every engine of the targets compiles. */
const MAX_REPEAT = 1000;

const TOKENS = /\\[\s\S]|\[\^?(?:\\[\s\S]|[^\]\\])+\]|\(\?:|\((?:\?[^:])?|\)|\{\d+(?:,\d*)?\}|[\s\S]/g;
/** Escapes with one meaning everywhere: punctuation, tab and line ends, and the border of a word. */
const ESCAPES = /^\\(?:[^A-Za-z0-9]|[btnr])$/;
const CLASS_ESCAPES = /\\[^trn\W]/;

/** Why an expression is not in the subset that runs in linear time, and alike, everywhere; undefined when it is. */
export function findRegexProblem(source: string): string | undefined {
  const tokens = source.match(TOKENS) ?? [];
  for (const [index, token] of tokens.entries()) {
    const problem = findTokenProblem(token, tokens[index - 1]);
    if (problem !== undefined) return problem;
  }
  try {
    new RegExp(source);
    return undefined;
  } catch {
    return `/${source}/ is no regular expression`;
  }
}

function findTokenProblem(token: string, previous: string | undefined): string | undefined {
  if (token === "*" || token === "+") return `"${token}" has no bound that one sees; "{n,}" says the same`;
  if (token === "." || token === "$") return `"${token}" means something else in every engine`;
  if (token.startsWith("(") && token !== "(?:") return `"${token}" is neither a plain group nor portable`;
  if (token.startsWith("\\") && !ESCAPES.test(token)) return `the escape ${token} is not portable`;
  if (token.startsWith("[") && CLASS_ESCAPES.test(token))
    return `the class ${token} has an escape that is not portable`;
  if (token === "?" && previous !== undefined && /^(?:[?*+]|\{\d+(?:,\d*)?\})$/.test(previous))
    return "a lazy repeat is not the same everywhere";
  const bounds = /^\{(\d+)(,)?(\d*)\}$/.exec(token);
  if (bounds === null) return undefined;
  const [, min = "", comma, max = ""] = bounds;
  if (comma !== undefined && max === "" && previous === ")") return "a group is repeated without bound";
  return Math.max(Number(min), Number(max)) > MAX_REPEAT ? `${token} is above ${MAX_REPEAT}` : undefined;
}
