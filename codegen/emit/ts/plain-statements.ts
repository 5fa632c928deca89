// SPDX-License-Identifier: Apache-2.0
// Declarations as text: ts-morph indents the lines of a long initializer once more than a reader would.
import { docComment, literal } from "./ts-file.js";

/** `export const NAME: type = value;` with a doc comment, set off by a blank line. */
export function constStatement(
  name: string,
  type: string,
  value: unknown,
  ...docs: readonly (string | undefined)[]
): string {
  return `\n${docComment("", ...docs)}export const ${name}: ${type} = ${literal(value)};`;
}

/** `export type Name = type;` with a doc comment, set off by a blank line. */
export function typeStatement(name: string, type: string, ...docs: readonly (string | undefined)[]): string {
  return `\n${docComment("", ...docs)}export type ${name} = ${type};`;
}
