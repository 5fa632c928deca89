// SPDX-License-Identifier: Apache-2.0

/** Lines of at most `width` characters; a longer word gets a line of its own. Always at least one line. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** Puts a prefix before every line; lines that hold nothing else stay empty. */
export function indentLines(lines: readonly string[], prefix: string): readonly string[] {
  return lines.map((line) => (line === "" ? "" : `${prefix}${line}`));
}
