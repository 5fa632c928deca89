// SPDX-License-Identifier: Apache-2.0

/** Cuts text that comes in pieces into lines. They end at U+000A alone: JSON texts may contain other separators. */
export function splitLines(onLine: (line: string) => void): (chunk: string) => void {
  const parts: string[] = [];
  return (chunk) => {
    const [first = "", ...lines] = chunk.split("\n");
    parts.push(first);
    for (const line of lines) {
      onLine(parts.join(""));
      parts.splice(0, parts.length, line);
    }
  };
}
